import type { Selection } from "../definitions/handles.ts";
import type { Metric, Slo } from "../definitions/index.ts";
import { sliSelections, sliText } from "../definitions/sli.ts";
import { TARGET_LABELS } from "../definitions/target-labels.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import {
  inference,
  lacks,
  type Matcher,
  type PromqlExpr,
  parsePromql,
  type SeriesLookup,
  selectorsOf,
} from "../query/promql/index.ts";
import type { Check } from "./check.ts";
import { metricsByName } from "./metrics-by-name.ts";
import { serviceScope, workspaceScope } from "./promql/scope.ts";

type Place = Pick<Diagnostic, "path" | "source">;

/** The groups of an SLO are told apart by labels that are there, and each can be good in part. */
export const sloGroups: Check = (draft) => {
  let everything: SeriesLookup | undefined;
  return draft.services.flatMap((service) => {
    const { metrics, slos } = service.value;
    return slos.flatMap((slo, index): readonly Diagnostic[] => {
      if (slo.by === undefined || slo.by.length === 0) {
        return [];
      }
      const place = service.at("slos", index);
      const text = sliText(slo.sli);
      if (text !== undefined) {
        everything ??= workspaceScope(draft).lookup;
        return droppedLabels(slo, parsePromql(text).expr, everything, place);
      }
      if (slo.sli.kind === "timeSlices" && "expr" in slo.sli.good) {
        return droppedLabels(slo, slo.sli.good.expr, serviceScope(metrics).lookup, place);
      }
      return [...unknownLabels(slo, metricsByName(metrics), place), ...constantGroups(slo, place)];
    });
  });
};

function unknownLabels(
  { by = [], sli }: Slo,
  metrics: ReadonlyMap<string, Metric>,
  place: Place,
): readonly Diagnostic[] {
  const selections = sliSelections(sli);
  return by.flatMap((label) => {
    const without = selections.find(({ metric }) => {
      const labels: readonly string[] = metrics.get(metric)?.labels ?? [label];
      return !labels.includes(label) && !TARGET_LABELS.has(label);
    });
    return without === undefined
      ? []
      : [
          diagnostic("unknown-label", {
            ...place,
            message: `${without.metric} has no label "${label}" to group by`,
            hint: suggest(label, metrics.get(without.metric)?.labels ?? []),
          }),
        ];
  });
}

/** An aggregation keeps only the labels that it is told to keep. */
function droppedLabels(
  { by = [], name }: Slo,
  expr: PromqlExpr | undefined,
  lookup: SeriesLookup,
  place: Place,
): readonly Diagnostic[] {
  if (expr === undefined) {
    return [];
  }
  const { labels } = inference(lookup)(expr);
  return by
    .filter((label) => lacks(labels, label))
    .map((label) =>
      diagnostic("unknown-label", {
        ...place,
        message: `what "${name}" measures has no label "${label}" to group by`,
        hint: isRead(expr, label, lookup)
          ? `An aggregation drops it: let it keep "${label}", as \`sum({ by: ["${label}"] })\` or \`sum by (${label}) (…)\` does.`
          : suggest(label, labels.names),
      }),
    );
}

function isRead(expr: PromqlExpr, label: string, lookup: SeriesLookup): boolean {
  return selectorsOf(expr).some(({ metric }) => {
    const facts = lookup(metric);
    return facts?.labels.includes(label) === true || facts?.targetLabels.includes(label) === true;
  });
}

/**
 * A group has one value of each label that it is grouped by. Where that alone tells the part from the total, each group
 * is bad as a whole or not at all, and no budget means anything.
 */
function constantGroups({ by = [], name, sli }: Slo, place: Place): readonly Diagnostic[] {
  if (sli.kind !== "events" && sli.kind !== "eventRatio") {
    return [];
  }
  const [total, part] =
    sli.kind === "eventRatio"
      ? [sli.total, sli.part.of]
      : [[sli.total], [{ ...sli.total, matchers: [...sli.total.matchers, ...sli.part.matchers] }]];
  const isGrouped = ({ label }: Matcher) => by.includes(label);
  /** What a selection asks of groups, by what it selects within them. */
  const askedBy = (selections: readonly Selection[]) => {
    const asked = new Map<string, string[]>();
    for (const { metric, matchers } of selections) {
      const within = keyOf([metric, keysOf(matchers.filter((matcher) => !isGrouped(matcher)))]);
      asked.set(within, [...(asked.get(within) ?? []), keyOf(keysOf(matchers.filter(isGrouped)))].sort());
    }
    return asked;
  };
  const [ofTotal, ofPart] = [askedBy(total), askedBy(part)];
  // Alike within a group, and alike in what groups they ask for: then a group's share is the same whatever happens.
  const kinds = new Set(
    [...ofTotal.keys(), ...ofPart.keys()].map((key) => keyOf([ofTotal.get(key), ofPart.get(key)])),
  );
  const labels = by.filter((label) =>
    part.some(({ matchers }) => matchers.some((one) => one.label === label)),
  );
  const [first] = labels;
  const isPart = [...ofTotal.keys()].every((key) => ofPart.has(key));
  if (kinds.size !== 1 || !isPart || first === undefined) {
    return [];
  }
  return [
    diagnostic("constant-groups", {
      ...place,
      message: `"${name}" tells what is ${sli.part.counts} by ${labels.join(" and ")}, and is grouped by it: each group is ${sli.part.counts} always or never`,
      hint: `Leave "${first}" out of \`by\`, or tell the ${sli.part.counts} events by another label.`,
    }),
  ];
}

function keysOf(matchers: readonly Matcher[]): readonly string[] {
  return [...new Set(matchers.map(({ label, operator, value }) => keyOf([label, operator, value])))].sort();
}

function keyOf(value: unknown): string {
  return JSON.stringify(value);
}
