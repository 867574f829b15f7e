import type { Selection } from "../definitions/handles.ts";
import type { Metric, Slo } from "../definitions/index.ts";
import { sliSelections } from "../definitions/sli.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { type Matcher, matcherTakes } from "../query/promql/index.ts";
import type { Check } from "./check.ts";
import { metricsByName } from "./metrics-by-name.ts";

type Place = Pick<Diagnostic, "path" | "source">;

/** The bad and the good of an SLO are parts of its total, in one unit, and nothing is counted twice. */
export const sloEvents: Check = ({ services }) =>
  services.flatMap((service) => {
    const metrics = metricsByName(service.value.metrics);
    return service.value.slos.flatMap((slo, index) => {
      const place = service.at("slos", index);
      return [
        ...strayParts(slo, place),
        ...mixedUnits(slo, metrics, place),
        ...ofCluster(slo, metrics, place),
        ...countedTwice(slo, place),
        ...(slo.sli.kind === "logEvents" && service.value.logs === undefined
          ? [
              diagnostic("missing-key", {
                ...place,
                message: `the SLO "${slo.name}" counts log lines, but the service declares no logs`,
                hint: 'Give the service `logs: { format: "json" }`, so that its lines are collected.',
              }),
            ]
          : []),
      ];
    });
  });

function strayParts({ name, sli }: Slo, place: Place): readonly Diagnostic[] {
  const stray = (part: Selection, message: string) =>
    diagnostic("part-not-in-total", {
      ...place,
      message,
      hint: `Select ${part.metric} the same way on both sides: what is counted as bad or good must be counted in the total.`,
    });
  if (sli.kind === "events") {
    // A part that nothing can be in is told of as a selector.
    return isWithin(sli.total.matchers, sli.part.matchers)
      ? [
          stray(
            sli.total,
            `the ${sli.part.counts} events of "${name}" are its total: all are ${sli.part.counts}, always`,
          ),
        ]
      : [];
  }
  if (sli.kind !== "eventRatio") {
    return [];
  }
  // A part that is its total says that always everything, or nothing, is bad.
  const isWhole = sli.total.every((total) => sli.part.of.some((part) => isSame(part, total)));
  const [whole] = sli.total;
  if (isWhole && whole !== undefined) {
    return [
      diagnostic("part-not-in-total", {
        ...place,
        message: `the ${sli.part.counts} events of "${name}" are its total: all are ${sli.part.counts}, always`,
        hint: `Narrow what is ${sli.part.counts}, such as \`.where({ status_code: /5../ })\`, or count all events of ${whole.metric} as \`total\`.`,
      }),
    ];
  }
  return sli.part.of.flatMap((part) => {
    const totals = sli.total.filter(({ metric }) => metric === part.metric);
    return totals.length === 0 || totals.some(({ matchers }) => isWithin(part.matchers, matchers))
      ? []
      : [
          stray(
            part,
            `the ${sli.part.counts} events of ${part.metric} in "${name}" are no part of its total`,
          ),
        ];
  });
}

/** Events that two selections of one side both count weigh twice as much as others. */
function countedTwice({ name, sli }: Slo, place: Place): readonly Diagnostic[] {
  if (sli.kind !== "eventRatio") {
    return [];
  }
  const twiceIn = (selections: readonly Selection[]) =>
    selections.find((one, index) =>
      selections.some(
        (other, at) =>
          at < index &&
          one.metric === other.metric &&
          (isWithin(one.matchers, other.matchers) || isWithin(other.matchers, one.matchers)),
      ),
    );
  const twice = twiceIn(sli.total) ?? twiceIn(sli.part.of);
  return twice === undefined
    ? []
    : [
        diagnostic("counted-twice", {
          ...place,
          message: `"${name}" counts events of ${twice.metric} twice`,
          hint: "List each counter once, and narrow those of one metric so that no event is in two of them. What is good and what is bad are two parts: all events together are `total`.",
        }),
      ];
}

/** Whether what some matchers select is surely among what others do. */
function isWithin(some: readonly Matcher[], others: readonly Matcher[]): boolean {
  return others.every((other) =>
    some.some(
      (one) =>
        one.label === other.label &&
        ((one.operator === other.operator && one.value === other.value) ||
          (one.operator === "=" && matcherTakes(other, one.value))),
    ),
  );
}

function isSame(a: Selection, b: Selection): boolean {
  return a.metric === b.metric && isWithin(a.matchers, b.matchers) && isWithin(b.matchers, a.matchers);
}

function mixedUnits(
  { name, sli }: Slo,
  metrics: ReadonlyMap<string, Metric>,
  place: Place,
): readonly Diagnostic[] {
  if (sli.kind !== "eventRatio") {
    return [];
  }
  const units = new Map<string, string>();
  for (const { metric } of sliSelections(sli)) {
    const declared = metrics.get(metric);
    // Of what is no counter, the check of kinds tells.
    if (declared !== undefined && (declared.kind === "counter" || metric !== declared.name)) {
      units.set(unitOf(metric, declared), metric);
    }
  }
  const [first, second] = [...units];
  return first === undefined || second === undefined
    ? []
    : [
        diagnostic("unit-mismatch", {
          ...place,
          message: `"${name}" compares ${first[1]} (${first[0]}) with ${second[1]} (${second[0]})`,
          hint: "Count one thing on both sides; where a name misleads, say `unit` where the metric is declared.",
        }),
      ];
}

/**
 * By convention a counter's name ends in its unit, before `_total`; without one it counts events, as the count of a
 * histogram does whatever its observations are measured in.
 */
function unitOf(series: string, { kind, name, unit }: Metric): string {
  if (kind === "histogram" && /_(?:bucket|count)$/.test(series)) {
    return "events";
  }
  const [, suffix] =
    /_(seconds|bytes|joules|meters|grams|volts|amperes|celsius|ratio)(?:_total)?$/.exec(name) ?? [];
  return unit ?? suffix ?? "events";
}

function ofCluster(
  { name, sli }: Slo,
  metrics: ReadonlyMap<string, Metric>,
  place: Place,
): readonly Diagnostic[] {
  // Only a condition is narrowed by a join; events are counted by matchers.
  const counted = sli.kind === "timeSlices" ? [] : sliSelections(sli);
  const foreign = counted.find(({ metric }) => metrics.get(metric)?.about !== undefined);
  return foreign === undefined
    ? []
    : [
        diagnostic("invalid-value", {
          ...place,
          message: `the SLO "${name}" counts ${foreign.metric}, which the cluster exposes and not the service`,
          hint: "Promise what the service exposes itself; a condition on what the cluster says may be given to timeSlices.",
        }),
      ];
}
