import { equals, printMatchers } from "../../../query/promql/index.ts";

/** A stretch of scrapes with the same events in each. */
export interface Phase {
  readonly scrapes: number;
  /** All events of one scrape interval, and the bad ones among them; `undefined` while nothing is exposed. */
  readonly events: { readonly total: number; readonly bad: number } | undefined;
}

/** A series in the notation of promtool's unit tests. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** A counter that grows by a part of each phase's events. */
export function counterSeries(
  name: string,
  phases: readonly Phase[],
  grows: (events: { readonly total: number; readonly bad: number }) => number,
  lateBorn = false,
): InputSeries {
  let value = 0;
  let born = !lateBorn;
  const values = phases.map(({ scrapes, events }) => {
    if (events === undefined) {
      return `_x${scrapes}`;
    }
    const step = grows(events);
    born ||= step > 0;
    if (!born) {
      return `_x${scrapes}`;
    }
    const first = value + step;
    value += step * scrapes;
    return `${decimal(first)}+${decimal(step)}x${scrapes - 1}`;
  });
  return { series: name, values: values.join(" ") };
}

/** A gauge with one value for each phase. */
export function gaugeSeries(
  name: string,
  phases: readonly Phase[],
  value: (events: { readonly total: number; readonly bad: number }) => number,
): InputSeries {
  const values = phases.map(({ scrapes, events }) =>
    events === undefined ? `_x${scrapes}` : `${decimal(value(events))}x${scrapes - 1}`,
  );
  return { series: name, values: values.join(" ") };
}

/** A native histogram of schema 0, whose good and bad observations fall into one bucket each. */
export function histogramSeries(
  name: string,
  phases: readonly Phase[],
  thresholdSeconds: number,
): InputSeries {
  // Bucket i holds what is above 2^(i-1) and at most 2^i: one well below the threshold and one well above.
  const fast = Math.floor(Math.log2(thresholdSeconds)) - 1;
  const slow = Math.ceil(Math.log2(thresholdSeconds)) + 2;
  const gap = Array.from({ length: slow - fast - 1 }, () => "0");
  const sample = (total: number, bad: number) =>
    `{{schema:0 count:${decimal(total)} sum:${decimal(total)} offset:${fast} buckets:[${[decimal(total - bad), ...gap, decimal(bad)].join(" ")}]}}`;
  let total = 0;
  let bad = 0;
  const values = phases.map(({ scrapes, events }) => {
    if (events === undefined) {
      return `_x${scrapes}`;
    }
    const first = sample(total + events.total, bad + events.bad);
    total += events.total * scrapes;
    bad += events.bad * scrapes;
    return `${first}+${sample(events.total, events.bad)}x${scrapes - 1}`;
  });
  return { series: name, values: values.join(" ") };
}

/** A series' name with its labels. */
export function seriesName(metric: string, labels: Readonly<Record<string, string>>): string {
  const present = Object.entries(labels).filter(([, value]) => value !== "");
  return `${metric}${printMatchers(present.map(([label, value]) => equals(label, value)))}`;
}

/** Without an exponent, which promtool's notation does not know. */
function decimal(value: number): string {
  return value
    .toFixed(12)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}
