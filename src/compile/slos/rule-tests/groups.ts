import type { Selection } from "../../../definitions/handles.ts";
import type { Sli, Slo } from "../../../definitions/index.ts";
import { type Matcher, matcherTakes } from "../../../query/promql/index.ts";
import { groupLabels } from "../recording-rules.ts";
import { sampleValue } from "./sample-text.ts";

type Labels = Readonly<Record<string, string>>;

/** Most groups that are tried for one SLO. */
const MOST_GROUPS = 64;

/**
 * Groups of an SLO that its selectors may have series of, those that most of them take first.
 *
 * @param member value of the labels that no selector asks about
 */
export function groupsOf(slo: Slo, member: string): readonly Labels[] {
  const asked = askedOf(slo.sli);
  return groupLabels(slo).reduce<readonly Labels[]>(
    (groups, label) => {
      const on = asked
        .map((matchers) => matchers.filter((matcher) => matcher.label === label))
        .filter((matchers) => matchers.length > 0);
      const found = [on.flat(), ...on].flatMap((matchers) => sampleValue(matchers) ?? []);
      const values = on.length === 0 ? [member] : [...new Set(found)];
      return values
        .flatMap((value) => groups.map((group) => ({ ...group, [label]: value })))
        .slice(0, MOST_GROUPS);
    },
    [{}],
  );
}

/** What an SLI selects of one group, without matchers on its labels; `undefined` where that is nothing of a side. */
export function withinGroup(sli: Sli, group: Labels): Sli | undefined {
  switch (sli.kind) {
    case "events": {
      const [total] = within([sli.total], group);
      const [part] = within([{ metric: sli.total.metric, matchers: sli.part.matchers }], group);
      return total && part && { ...sli, total, part: { ...sli.part, matchers: part.matchers } };
    }
    case "eventRatio": {
      const [total, of] = [within(sli.total, group), within(sli.part.of, group)];
      return total.length === 0 || of.length === 0 ? undefined : { ...sli, total, part: { ...sli.part, of } };
    }
    case "latency": {
      const [histogram] = within([sli.histogram], group);
      return histogram && { ...sli, histogram };
    }
    case "uptime": {
      const [gauge] = within([sli.gauge], group);
      return gauge && { ...sli, gauge };
    }
    default:
      return sli;
  }
}

/** What selectors ask for, of the kinds that are made of selectors. */
function askedOf(sli: Sli): readonly (readonly Matcher[])[] {
  switch (sli.kind) {
    case "events":
      return [[...sli.total.matchers, ...sli.part.matchers], sli.total.matchers];
    case "eventRatio":
      return [...sli.total, ...sli.part.of].map(({ matchers }) => matchers);
    case "latency":
      return [sli.histogram.matchers];
    case "uptime":
      return [sli.gauge.matchers];
    default:
      return [];
  }
}

function within(selections: readonly Selection[], group: Labels): Selection[] {
  return selections.flatMap(({ metric, matchers }) => {
    const isTaken = matchers.every((matcher) => {
      const value = group[matcher.label];
      return value === undefined || matcherTakes(matcher, value);
    });
    return isTaken ? [{ metric, matchers: matchers.filter(({ label }) => group[label] === undefined) }] : [];
  });
}
