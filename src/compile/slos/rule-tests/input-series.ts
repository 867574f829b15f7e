import { equals, printMatchers } from "../../../query/promql/index.ts";

/** All events of one scrape interval, and the bad ones among them. */
export interface Events {
  readonly total: number;
  readonly bad: number;
}

/** A stretch of scrapes with the same events in each. */
export interface Phase {
  readonly scrapes: number;
  /** `undefined` while nothing is exposed. */
  readonly events: Events | undefined;
  /** Whether the targets answer. Default: while there are events. */
  readonly up?: boolean;
}

/** A series in the notation of promtool's unit tests. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

type Labels = Readonly<Record<string, string>>;

/** How series that an SLO reads are made for a course of events. */
export interface Inputs {
  /** Labels of the target that exposes them. */
  readonly target: Labels;
  /** The group that they belong to; empty when the SLO has one budget for all, `undefined` when groups cannot be told. */
  readonly group: Labels | undefined;
  /** Whether a test chooses how many events there are, and not only which share of them is bad. */
  readonly counts: boolean;
  /** Whether bad events may have series that are born with them. */
  readonly bornLate: boolean;
  /** Whether the series come from the service's targets, and vanish with them. */
  readonly fromTargets: boolean;
  /** Whether the series are those that the SLO reads, and not what is recorded of them. */
  readonly madeSources: boolean;
  /** How long it takes until they show nothing any more of what was before. */
  readonly lagSeconds: number;
  /** Series for phases of any share of bad events; none where only good and bad as a whole can be told. */
  readonly shares: ((phases: readonly Phase[], lateBorn?: boolean) => readonly InputSeries[]) | undefined;
  /** Series for phases in which everything is good or everything is bad. */
  readonly wholes: (phases: readonly Phase[]) => readonly InputSeries[];
}

/** A counter that grows by a part of each phase's events. */
export function counterSeries(
  name: string,
  phases: readonly Phase[],
  grows: (events: Events) => number,
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
  value: (events: Events) => number,
): InputSeries {
  const values = phases.map(({ scrapes, events }) =>
    events === undefined ? `_x${scrapes}` : `${decimal(value(events))}x${scrapes - 1}`,
  );
  return { series: name, values: values.join(" ") };
}

/** A gauge that holds what was counted within the last scrapes, as a rule over a step records it. */
export function movingSumSeries(
  name: string,
  phases: readonly Phase[],
  scrapes: number,
  counts: (events: Events) => number,
  lateBorn = false,
): InputSeries {
  let past = 0;
  // What each phase still adds to the sum, the newest last; a sum changes evenly between two ends of phases.
  const course = phases.map((phase) => {
    const from = past;
    past += phase.scrapes;
    return { from, to: past, count: phase.events === undefined ? 0 : counts(phase.events), phase };
  });
  const sumAt = (scrape: number) =>
    course.reduce((sum, { from, to, count }) => {
      const inside = Math.min(to, scrape + 1) - Math.max(from, scrape + 1 - scrapes);
      return inside > 0 && count > 0 ? sum + inside * count : sum;
    }, 0);
  let born = !lateBorn;
  const values = course.flatMap(({ from, to, count, phase }) => {
    born ||= count > 0;
    if (phase.events === undefined || !born) {
      return [`_x${phase.scrapes}`];
    }
    const bends = course.flatMap((other) => [other.from + scrapes, other.to + scrapes]);
    const ends = [...new Set([...bends.filter((bend) => bend > from && bend < to), to])].sort(
      (a, b) => a - b,
    );
    return ends.map((end, index) => {
      const start = ends[index - 1] ?? from;
      const first = sumAt(start);
      return end - start === 1
        ? decimal(first)
        : `${decimal(first)}+${decimal((sumAt(end - 1) - first) / (end - start - 1))}x${end - start - 1}`;
    });
  });
  return { series: name, values: values.join(" ").replaceAll("+-", "-") };
}

/** A native histogram of schema 0, whose good and bad observations fall into one bucket each. */
export function histogramSeries(
  name: string,
  phases: readonly Phase[],
  thresholdSeconds: number,
  lateBorn = false,
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
    if (events === undefined || (lateBorn && total + events.total === 0)) {
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
  return (Math.abs(value) < 1e-12 ? 0 : value)
    .toFixed(12)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}
