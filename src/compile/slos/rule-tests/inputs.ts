import type { Sli, Slo } from "../../../definitions/index.ts";
import { durationSeconds, type Matcher } from "../../../query/promql/index.ts";
import type { ResolvedService } from "../../../workspace/index.ts";
import { OUTCOME, sloIdentity, sloSeries } from "../names.ts";
import { sloPlan } from "../plan.ts";
import { groupLabels } from "../recording-rules.ts";
import { LOG_EVENTS } from "../sli/logs.ts";
import { PROBE } from "../sli/probe.ts";
import { windowName } from "../window-plan.ts";
import {
  counterSeries,
  gaugeSeries,
  histogramSeries,
  type InputSeries,
  type Phase,
  seriesName,
} from "./input-series.ts";
import { sampleValue, takes } from "./sample-text.ts";

interface Selection {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

/** How series that an SLO reads are made for a course of events. */
export interface Inputs {
  /** Whether the bad events are counters, which may be born late and whose number guards the tiers. */
  readonly counts: boolean;
  /** Whether the series come from the service's targets, and vanish with them. */
  readonly fromTargets: boolean;
  readonly series: (phases: readonly Phase[], lateBorn?: boolean) => readonly InputSeries[];
}

type Events = NonNullable<Phase["events"]>;
const good = ({ total, bad }: Events) => total - bad;
const badOf = ({ bad }: Events) => bad;
const all = ({ total }: Events) => total;

/** Inputs for an SLO; `undefined` where what its expressions ask for cannot be made up. */
export function inputsFor(service: ResolvedService, slo: Slo): Inputs | undefined {
  const { sli } = slo;
  const by = Object.fromEntries(groupLabels(slo).map((label) => [label, "a"]));
  const own = {
    ...by,
    environment: service.environment,
    instance: "10.0.0.1:8080",
    job: service.name,
    service: service.name,
  };
  const name = (
    { metric, matchers }: Selection,
    suffix = "",
    more: Readonly<Record<string, string>> = {},
  ) => {
    const labels = labelsFor(matchers);
    return labels && seriesName(`${metric}${suffix}`, { ...own, ...labels, ...more });
  };
  const ratio = ({ total, bad }: Events) => 1 - bad / total;
  switch (sli.kind) {
    case "events": {
      const part = [...sli.total.matchers, ...sli.part.matchers];
      const inside = name({ ...sli.total, matchers: part });
      const rest = restOf(sli.total.matchers, sli.part.matchers);
      const outside = rest && seriesName(sli.total.metric, { ...own, ...rest });
      const [bad, fine] = sli.part.counts === "bad" ? [inside, outside] : [outside, inside];
      return bad && fine ? counting(fine, bad) : undefined;
    }
    case "eventRatio":
      return ratioInputs(sli, name);
    case "latency": {
      const { histogram, native, within } = sli;
      if (native) {
        const series = name(histogram);
        return series === undefined
          ? undefined
          : {
              counts: true,
              fromTargets: true,
              series: (phases) => [histogramSeries(series, phases, durationSeconds(within))],
            };
      }
      const count = name(histogram, "_count");
      const bucket = name(histogram, "_bucket", { le: String(durationSeconds(within)) });
      return count && bucket
        ? {
            counts: true,
            fromTargets: true,
            series: (phases) => [counterSeries(count, phases, all), counterSeries(bucket, phases, good)],
          }
        : undefined;
    }
    case "uptime": {
      const gauge = name(sli.gauge);
      return gauge === undefined
        ? undefined
        : { counts: false, fromTargets: true, series: (phases) => [gaugeSeries(gauge, phases, ratio)] };
    }
    case "probe": {
      const success = name({ metric: "probe_success", matchers: [] }, "", { [PROBE]: slo.name });
      const duration = name({ metric: "probe_duration_seconds", matchers: [] }, "", { [PROBE]: slo.name });
      return success && duration
        ? {
            counts: false,
            fromTargets: false,
            series: (phases) => [
              gaugeSeries(success, phases, ratio),
              gaugeSeries(duration, phases, () => 0.1),
            ],
          }
        : undefined;
    }
    case "logEvents":
      return recordedInputs(`${LOG_EVENTS}${stepName(service, slo)}`, {
        ...by,
        ...sloIdentity(service, slo),
      });
    case "composite":
      return compositeInputs(service, slo, Object.keys(sli.of));
    default:
      // An expression or a condition of the user's own: nobody knows what makes it true.
      return undefined;
  }
}

function counting(fine: string, bad: string): Inputs {
  return {
    counts: true,
    fromTargets: true,
    series: (phases, lateBorn = false) => [
      counterSeries(fine, phases, good),
      counterSeries(bad, phases, badOf, lateBorn),
    ],
  };
}

function ratioInputs(
  { total, part }: Extract<Sli, { kind: "eventRatio" }>,
  name: (selection: Selection) => string | undefined,
): Inputs | undefined {
  const [first] = part.of;
  const inside = first && name(first);
  const others = total.filter((one) => one.metric !== first?.metric);
  const [outside] = others;
  const rest = outside && name(outside);
  if (inside === undefined || rest === undefined) {
    return undefined;
  }
  // Where the part is in the total as well, the rest of the total is what the part does not count.
  const contained = total.some((one) => one.metric === first?.metric);
  const [ofPart, ofRest] = part.counts === "bad" ? [badOf, good] : [good, badOf];
  return {
    counts: true,
    fromTargets: true,
    series: (phases, lateBorn = false) => [
      counterSeries(rest, phases, contained ? ofRest : all),
      counterSeries(inside, phases, ofPart, lateBorn && part.counts === "bad"),
    ],
  };
}

/** Events of a step as somebody else recorded them. */
function recordedInputs(metric: string, labels: Readonly<Record<string, string>>): Inputs {
  const of = (outcome: string) => seriesName(metric, { ...labels, [OUTCOME]: outcome });
  return {
    counts: true,
    fromTargets: false,
    series: (phases) => [
      gaugeSeries(of("total"), phases, ({ total }) => total * 20),
      gaugeSeries(of("bad"), phases, ({ bad }) => bad * 20),
    ],
  };
}

/** Labels that matchers take; `undefined` when no value comes to mind for one of them. */
function labelsFor(matchers: readonly Matcher[]): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {};
  for (const { label } of matchers) {
    const value = sampleValue(matchers.filter((matcher) => matcher.label === label));
    if (value === undefined) {
      return undefined;
    }
    labels[label] = value;
  }
  return labels;
}

/** Labels of the total that are not of the part. */
function restOf(
  total: readonly Matcher[],
  part: readonly Matcher[],
): Readonly<Record<string, string>> | undefined {
  for (const matcher of part) {
    const opposite = { ...matcher, operator: OPPOSITE[matcher.operator] };
    const labels = labelsFor([...total, opposite]);
    if (labels !== undefined && !takes(matcher, labels[matcher.label] ?? "")) {
      return labels;
    }
  }
  return undefined;
}

const OPPOSITE = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" } as const;

function stepName(service: ResolvedService, slo: Slo): string {
  return windowName(sloPlan(service.policy, slo.window).stepSeconds);
}

/** What the parts of a composite recorded, each with the ratio that the composite is to have. */
function compositeInputs(service: ResolvedService, slo: Slo, parts: readonly string[]): Inputs {
  const { stepSeconds, recorded } = sloPlan(service.policy, slo.window);
  const windows = [stepSeconds, ...recorded.map(({ seconds }) => seconds)].map(windowName);
  const metrics = parts.flatMap((part) =>
    windows.map(
      (window) => (outcome: string) =>
        seriesName(sloSeries.events(window), { ...sloIdentity(service, { name: part }), [OUTCOME]: outcome }),
    ),
  );
  return {
    counts: false,
    fromTargets: false,
    series: (phases) =>
      metrics.flatMap((series) => [
        gaugeSeries(series("total"), phases, all),
        gaugeSeries(series("bad"), phases, badOf),
      ]),
  };
}
