import type { Metric } from "../../definitions/index.ts";
import { unitOfName } from "../../query/promql/index.ts";

/** How a unit of the catalog shows in Grafana: a value of it, and a counter of it a second. */
interface GrafanaUnit {
  readonly value: string;
  readonly rate: string;
  /** A span of time. */
  readonly time?: true;
}

const time = (value: string): GrafanaUnit => ({ value, rate: "percentunit", time: true });
const events = (rate: string): GrafanaUnit => ({ value: "short", rate });
const plain = (value: string): GrafanaUnit => ({ value, rate: "cps" });

// By the words that metric names end in, and that `unit` takes; all are ids that dashboard-linter knows as well.
const UNITS: Readonly<Record<string, GrafanaUnit>> = {
  // Seconds spent a second are a share of the time.
  seconds: time("s"),
  milliseconds: time("ms"),
  microseconds: time("µs"),
  nanoseconds: time("ns"),
  minutes: time("m"),
  hours: time("h"),
  days: time("d"),

  bytes: { value: "bytes", rate: "binBps" },
  kilobytes: { value: "kbytes", rate: "KiBs" },
  megabytes: { value: "mbytes", rate: "MiBs" },
  gigabytes: { value: "gbytes", rate: "GiBs" },
  bits: { value: "bits", rate: "binbps" },

  ratio: plain("percentunit"),
  percent: plain("percent"),
  celsius: plain("celsius"),
  fahrenheit: plain("fahrenheit"),
  kelvin: plain("kelvin"),
  hertz: plain("hertz"),
  volts: plain("volt"),
  amperes: plain("amp"),
  watts: plain("watt"),
  joules: { value: "joule", rate: "watt" },
  meters: plain("lengthm"),
  grams: plain("massg"),
  kilograms: plain("masskg"),

  calls: events("reqps"),
  hits: events("reqps"),
  queries: events("reqps"),
  requests: events("reqps"),
  rpcs: events("reqps"),
  reads: events("rps"),
  writes: events("wps"),
  commands: events("ops"),
  operations: events("ops"),
  ops: events("ops"),
  transactions: events("ops"),
  observations: events("ops"),
  messages: events("mps"),
  packets: events("pps"),
};

const UNKNOWN: GrafanaUnit = events("cps");

/** Unit of a metric's values: of a gauge, or of what a histogram observes. */
export function valueUnit(metric: Metric): string {
  return unitOf(metric).value;
}

/** Unit of what a counter counts in a second. */
export function rateUnit(metric: Metric): string {
  return unitOf(metric).rate;
}

/** A unit in words as Grafana has it: `seconds`, `bytes/second`. */
export function unitInWords(unit: string): string {
  const [word = "", perSecond] = unit.split("/");
  const known = Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
  return perSecond === undefined ? (known ?? UNKNOWN).value : (known ?? UNKNOWN).rate;
}

/** Tells whether a metric measures spans of time. */
export function measuresTime(metric: Metric): boolean {
  return unitOf(metric).time ?? false;
}

/** Tells whether a gauge holds a moment, as seconds since 1970. */
export function isTimestamp({ kind, name, unit = unitOfName(name) }: Metric): boolean {
  return kind === "gauge" && unit === "timestamp";
}

function unitOf({ name, unit }: Metric): GrafanaUnit {
  const word = unit ?? name.replace(/_total$/, "").replace(/^.*_/, "");
  return (Object.hasOwn(UNITS, word) ? UNITS[word] : undefined) ?? UNKNOWN;
}
