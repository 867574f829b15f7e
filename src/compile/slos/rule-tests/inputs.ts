import type { Selection } from "../../../definitions/handles.ts";
import type { Sli, Slo } from "../../../definitions/index.ts";
import { bucketMatcher, durationSeconds, matcherTakes } from "../../../query/promql/index.ts";
import type { ResolvedService } from "../../../workspace/index.ts";
import { sloIdentity } from "../names.ts";
import { sloPlan } from "../plan.ts";
import { LOG_EVENTS } from "../sli/logs.ts";
import { PROBE } from "../sli/probe.ts";
import { windowName } from "../window-plan.ts";
import { errorRatioInputs, timeSlicesInputs } from "./expressions.ts";
import { groupsOf, withinGroup } from "./groups.ts";
import {
  counterSeries,
  type Events,
  gaugeSeries,
  histogramSeries,
  type Inputs,
  type Phase,
  seriesName,
} from "./input-series.ts";
import { partsSeries, recordedSeries } from "./recorded.ts";
import { labelsFor, labelsOutside } from "./sample-text.ts";

type Labels = Readonly<Record<string, string>>;

const good = ({ total, bad }: Events) => total - bad;
const badOf = ({ bad }: Events) => bad;
const all = ({ total }: Events) => total;
const goodShare = ({ total, bad }: Events) => 1 - bad / total;

/** Labels of a target beside those that every one of a service has. */
const OWN_TARGET_LABELS = ["namespace", "pod"];

/**
 * Inputs for an SLO; `undefined` where what its selectors and expressions ask for cannot be made up.
 *
 * @param member tells the series of one group from those of another
 */
export function inputsFor(service: ResolvedService, slo: Slo, member = "a"): Inputs | undefined {
  for (const group of groupsOf(slo, member)) {
    const sli = withinGroup(slo.sli, group);
    const inputs = sli && groupInputs(service, slo, sli, group);
    if (inputs !== undefined) {
      return inputs;
    }
  }
  return undefined;
}

/** @param sli what the SLO selects of the group */
function groupInputs(service: ResolvedService, slo: Slo, sli: Sli, by: Labels): Inputs | undefined {
  const target = {
    environment: service.environment,
    instance: "10.0.0.1:8080",
    job: service.name,
    service: service.name,
    ...Object.fromEntries(
      Object.entries(by).filter(([label]) => [...OWN_TARGET_LABELS, "instance", "job"].includes(label)),
    ),
  };
  const common = { ...by, ...target };
  const told = {
    target,
    group: by,
    counts: true,
    bornLate: true,
    fromTargets: true,
    madeSources: true,
    lagSeconds: 0,
  };
  const made = (shares: NonNullable<Inputs["shares"]>, differs: Partial<Inputs> = {}): Inputs => ({
    ...told,
    shares,
    wholes: shares,
    ...differs,
  });
  switch (sli.kind) {
    case "events":
    case "eventRatio": {
      const series = sli.kind === "events" ? eventsSeries(sli, common) : ratioSeries(sli, common);
      return series && made(series);
    }
    case "latency": {
      const series = latencySeries(sli, common);
      return series && made(series);
    }
    case "uptime": {
      const labels = labelsFor(sli.gauge.matchers);
      if (labels === undefined) {
        return undefined;
      }
      const gauge = seriesName(sli.gauge.metric, { ...common, ...labels });
      return made((phases) => [gaugeSeries(gauge, phases, goodShare)], { counts: false, bornLate: false });
    }
    case "probe": {
      const success = seriesName("probe_success", { ...common, [PROBE]: slo.name });
      const duration = seriesName("probe_duration_seconds", { ...common, [PROBE]: slo.name });
      const series = (phases: readonly Phase[]) => [
        gaugeSeries(success, phases, goodShare),
        gaugeSeries(duration, phases, () => 0.001),
      ];
      return made(series, { counts: false, bornLate: false, fromTargets: false });
    }
    case "logEvents": {
      const { stepSeconds } = sloPlan(service.policy, slo.window);
      const labels = { ...by, ...sloIdentity(service, slo) };
      const scrapes = stepSeconds / durationSeconds(service.scrape.interval);
      return made(
        (phases, lateBorn) =>
          recordedSeries(`${LOG_EVENTS}${windowName(stepSeconds)}`, labels, phases, scrapes, lateBorn),
        { fromTargets: false },
      );
    }
    case "composite":
      return made((phases) => partsSeries(service, slo, Object.keys(sli.of), phases), {
        counts: false,
        bornLate: false,
        fromTargets: false,
      });
    case "errorRatio":
      return errorRatioInputs(service, slo, sli, common, told);
    case "timeSlices":
      return timeSlicesInputs(service, slo, sli, common, told);
  }
}

type CountedSeries = NonNullable<Inputs["shares"]>;

function eventsSeries(
  { total, part }: Extract<Sli, { kind: "events" }>,
  common: Labels,
): CountedSeries | undefined {
  const inside = labelsFor([...total.matchers, ...part.matchers]);
  const outside = labelsOutside(total.matchers, part.matchers);
  if (inside === undefined || outside === undefined) {
    return undefined;
  }
  const name = (labels: Labels) => seriesName(total.metric, { ...common, ...labels });
  const [fine, bad] = part.counts === "bad" ? [name(outside), name(inside)] : [name(inside), name(outside)];
  return (phases, lateBorn = false) => [
    counterSeries(fine, phases, good),
    counterSeries(bad, phases, badOf, lateBorn),
  ];
}

/** A series of the part and one of the rest of the total, chosen so that each is counted once. */
function ratioSeries(
  { total, part }: Extract<Sli, { kind: "eventRatio" }>,
  common: Labels,
): CountedSeries | undefined {
  const times = (selections: readonly Selection[], metric: string, labels: Labels) =>
    selections.filter(
      (one) =>
        one.metric === metric &&
        one.matchers.every((matcher) => matcherTakes(matcher, labels[matcher.label] ?? "")),
    ).length;
  const candidates = [...total, ...part.of].flatMap(({ metric, matchers }) => {
    const others = part.of.filter((one) => one.metric === metric);
    const inside = labelsFor(matchers);
    const outside = others.map((one) => labelsOutside(matchers, one.matchers));
    return [inside, ...outside].flatMap((labels) =>
      labels === undefined
        ? []
        : [
            {
              name: (more: Labels = {}) => seriesName(metric, { ...common, ...labels, ...more }),
              inPart: times(part.of, metric, labels),
              inTotal: times(total, metric, labels),
            },
          ],
    );
  });
  const inside = candidates.find(({ inPart, inTotal }) => inPart === 1 && inTotal <= 1);
  const rest = candidates.find(({ inPart, inTotal }) => inPart === 0 && inTotal === 1);
  if (inside === undefined || rest === undefined) {
    return undefined;
  }
  const [ofPart, ofRest] = part.counts === "bad" ? [badOf, good] : [good, badOf];
  // A part that is a counter of its own is counted a second time by the total.
  const contained = inside.inTotal === 1;
  return (phases, lateBorn = false) => [
    ...(contained
      ? [counterSeries(rest.name(), phases, ofRest, lateBorn && part.counts === "good")]
      : lateBorn && part.counts === "good"
        ? [
            counterSeries(rest.name(), phases, good),
            counterSeries(rest.name({ born: "late" }), phases, badOf, true),
          ]
        : [counterSeries(rest.name(), phases, all)]),
    counterSeries(inside.name(), phases, ofPart, lateBorn && part.counts === "bad"),
  ];
}

/** Where slow events are born late, they are those of a series of its own, such as a route's that was never asked for. */
function latencySeries(
  { histogram, native, within }: Extract<Sli, { kind: "latency" }>,
  common: Labels,
): CountedSeries | undefined {
  const labels = labelsFor(histogram.matchers);
  if (labels === undefined) {
    return undefined;
  }
  const seconds = durationSeconds(within);
  const le = labelsFor([bucketMatcher(seconds)]) ?? {};
  const name = (suffix: string, more: Labels = {}) =>
    seriesName(`${histogram.metric}${suffix}`, { ...common, ...labels, ...more });
  const onlyBad = (phases: readonly Phase[]) =>
    phases.map(({ events, ...phase }) => ({
      ...phase,
      events: events && { total: events.bad, bad: events.bad },
    }));
  const onlyGood = (phases: readonly Phase[]) =>
    phases.map(({ events, ...phase }) => ({ ...phase, events: events && { total: good(events), bad: 0 } }));
  const late = { born: "late" };
  if (native) {
    return (phases, lateBorn = false) =>
      lateBorn
        ? [
            histogramSeries(name(""), onlyGood(phases), seconds),
            histogramSeries(name("", late), onlyBad(phases), seconds, true),
          ]
        : [histogramSeries(name(""), phases, seconds)];
  }
  return (phases, lateBorn = false) =>
    lateBorn
      ? [
          counterSeries(name("_count"), phases, good),
          counterSeries(name("_bucket", le), phases, good),
          counterSeries(name("_count", late), phases, badOf, true),
        ]
      : [counterSeries(name("_count"), phases, all), counterSeries(name("_bucket", le), phases, good)];
}
