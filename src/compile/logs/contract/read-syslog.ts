/** Words of RFC 5424's severities, by number. */
const SEVERITIES = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"] as const;

const PRIORITY = "^<(?<priority>\\d{1,3})>";
// https://www.rfc-editor.org/rfc/rfc5424#section-6
const RFC5424 = new RegExp(
  `${PRIORITY}1 (?<timestamp>\\S+) \\S+ \\S+ \\S+ \\S+ (?:-|(?:\\[(?:[^\\]\\\\"]|"(?:[^"\\\\]|\\\\.)*")*\\])+)(?: (?<message>[\\s\\S]*))?$`,
);
// https://www.rfc-editor.org/rfc/rfc3164#section-4
const RFC3164 = new RegExp(
  `${PRIORITY}(?<timestamp>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?: [1-9]|[12]\\d|3[01]) (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d) \\S+ (?:[^\\s:[]+(?:\\[[^\\]]*\\])?: ?)?(?<message>[\\s\\S]*)$`,
);

/** Reads a message of syslog with what stands around it, of either RFC; `undefined` when it is none. */
export function readSyslog(line: string): ReadonlyMap<string, unknown> | undefined {
  const groups = (RFC5424.exec(line) ?? RFC3164.exec(line))?.groups;
  const severity = SEVERITIES[Number(groups?.priority) % SEVERITIES.length];
  if (groups === undefined || severity === undefined || Number(groups.priority) > 191) {
    return undefined;
  }
  const { message = "", timestamp = "-" } = groups;
  return new Map<string, unknown>([
    ["message", message.replace(/^\uFEFF/, "")],
    ["severity", severity],
    ...(timestamp === "-" ? [] : [["timestamp", withYear(timestamp)] as const]),
  ]);
}

/** A time of RFC 3164 has no year and no zone; the receiver gives it both, and any will do here. */
function withYear(timestamp: string): string {
  return /^\d/.test(timestamp) ? timestamp : new Date(`${timestamp} 2000 UTC`).toISOString();
}
