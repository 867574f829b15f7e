const PREFIXES = ["", "k", "M", "G", "T"] as const;
const SUFFIXES: Readonly<Record<string, string>> = {
  s: "s",
  ms: "ms",
  bytes: "B",
  binBps: "B/s",
  reqps: "req/s",
  cps: "/s",
  ops: "op/s",
};

/** A value as short text, by Grafana's name of its unit. */
export function formatValue(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return "-";
  if (unit === "percentunit") return `${short(value * 100)} %`;
  if (unit === "percent") return `${short(value)} %`;
  if (unit === "s" && Math.abs(value) < 1 && value !== 0) return `${short(value * 1_000)} ms`;
  const suffix = Object.hasOwn(SUFFIXES, unit) ? (SUFFIXES[unit] ?? "") : "";
  let scaled = value;
  let prefix = 0;
  while (Math.abs(scaled) >= 1_000 && prefix < PREFIXES.length - 1) {
    scaled /= 1_000;
    prefix += 1;
  }
  return `${short(scaled)} ${PREFIXES[prefix]}${suffix}`.trimEnd();
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
