import { podPort } from "../definitions/log-source.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Drafted, ParsedService } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/** Ports that a collector itself listens on: its own metrics, the counters of lines, its health. */
const OWN_PORTS = new Set([8_888, 8_889, 13_133]);

/** Sources of lines that no pod writes are each one service's, and go with the rest of its contract. */
export const logSources: Check = ({ services }) => {
  const found: Diagnostic[] = [];
  const readers = new Map<string, string>();
  for (const service of services) {
    const { logs, name } = service.value;
    if (logs === undefined) {
      continue;
    }
    found.push(...misfits(service));
    for (const { key, what } of keysOf(logs.from)) {
      const other = readers.get(key);
      readers.set(key, name);
      if (other !== undefined) {
        found.push(
          diagnostic("shared-log-source", {
            ...service.at("logs", "from"),
            message: `${name} and ${other} both read ${what}`,
            hint: "Give each service files or a port of its own; on nodes, a port below 1024 takes the one that is 10000 above it as well.",
          }),
        );
      }
    }
  }
  return found;
};

function keysOf(from: NonNullable<ParsedService["logs"]>["from"]) {
  switch (from?.kind) {
    case "files":
      return [...new Set(from.paths)].map((path) => ({ key: `${from.on} ${path}`, what: path }));
    case "syslog":
      // A machine runs a collector for each service that it serves; all nodes run one for all.
      return [
        {
          key: `${from.on} ${from.transport} ${from.on === "nodes" ? podPort(from.port) : from.port}`,
          what: `port ${from.port} (${from.transport}) of the ${from.on}`,
        },
      ];
    default:
      return [];
  }
}

function misfits(service: Drafted<ParsedService>): readonly Diagnostic[] {
  const { format, from, podLabels } = service.value.logs ?? {};
  const invalid = (key: string, message: string, hint: string) =>
    diagnostic("invalid-value", { ...service.at("logs", key), message, hint });
  return [
    ...(format === "syslog" && from?.kind !== "syslog"
      ? [
          invalid(
            "format",
            "lines that do not come by syslog have nothing around them",
            "Say `from: syslog({ … })`, or read lines of files with linePattern.",
          ),
        ]
      : []),
    ...(podLabels !== undefined && from !== undefined
      ? [invalid("podLabels", "these lines come from no pod", "Leave `podLabels` away.")]
      : []),
    ...(from?.kind === "syslog" && OWN_PORTS.has(from.port)
      ? [invalid("from", `the collector itself listens on ${from.port}`, "Choose another port.")]
      : []),
  ];
}
