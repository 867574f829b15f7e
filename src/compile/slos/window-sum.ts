import {
  call,
  combine,
  divide,
  type Matcher,
  max,
  over,
  type PromqlExpr,
  selector,
  sum,
  type VectorSelector,
} from "../../query/promql/index.ts";
import { OUTCOME, type Outcome, sloSeries } from "./names.ts";
import { type WindowPart, type WindowPlan, windowName, windowParts } from "./window-plan.ts";

/** Label that keeps the terms of a sum apart; it never leaves the sum. */
const PART = "part";
/** From this length on, a part that Prometheus missed is replaced by the last one before: losing it would show. */
const LONG_PART_SECONDS = 6 * 3_600;
/** How far back a missed part is looked for: longer than a restart takes. */
const LOOK_BACK = "1h";

/**
 * Adds up expressions of which any may have no result; a plain `+` would then have none. The label `part` keeps
 * equal series of two terms apart until they are summed.
 *
 * @param by labels that the sum keeps
 */
export function tolerantSum(terms: readonly PromqlExpr[], by: readonly string[]): PromqlExpr {
  const [only, ...others] = terms;
  if (only !== undefined && others.length === 0) {
    return sum(only, grouping(by));
  }
  return sum(union(terms), grouping(by));
}

/** All results of all terms, of which the first lacks the label that keeps the others apart. */
function union([first = selector("absent"), ...others]: readonly PromqlExpr[]): PromqlExpr {
  return others.reduce<PromqlExpr>((all, term, index) => {
    const labelled = call(
      "label_replace",
      term,
      string(PART),
      string(String(index + 1)),
      string(""),
      string(""),
    );
    return combine(all, "or", labelled);
  }, first);
}

/** Events of a window from the recorded windows that it is made of, by outcome. */
export function windowSum(
  parts: readonly WindowPart[],
  matchers: readonly Matcher[],
  by: readonly string[],
): PromqlExpr {
  const terms = parts.map((part) => partSelector(part, matchers));
  return parts.some(({ seconds }) => seconds >= LONG_PART_SECONDS)
    ? // Looking back may find one part under two owners, of which only one counts.
      sum(max(union(terms), { by: [...by, PART] }), grouping(by))
    : tolerantSum(terms, by);
}

/** All or bad events within any window of a policy: as recorded, or summed here when it is not. */
export function windowEvents(
  plan: WindowPlan,
  seconds: number,
  outcome: Outcome,
  matchers: readonly Matcher[],
  by: readonly string[] = [],
): PromqlExpr {
  const selected = [...matchers, { label: OUTCOME, operator: "=", value: outcome } as const];
  const parts = windowParts(plan, seconds);
  return parts.length === 1 && parts[0]?.seconds === seconds
    ? selector(sloSeries.events(windowName(seconds)), selected)
    : windowSum(parts, selected, by);
}

/** Share of bad events within any window of a policy; without a result (or not a number) while there are none at all. */
export function windowErrorRatio(
  plan: WindowPlan,
  seconds: number,
  matchers: readonly Matcher[],
  by: readonly string[] = [],
): PromqlExpr {
  const bad = windowEvents(plan, seconds, "bad", matchers, by);
  const total = windowEvents(plan, seconds, "total", matchers, by);
  return bad.kind === "selector" ? divide(bad, total, { ignoring: [OUTCOME] }) : divide(bad, total);
}

function partSelector({ seconds, offsetSeconds }: WindowPart, matchers: readonly Matcher[]): PromqlExpr {
  const recorded = selector(sloSeries.events(windowName(seconds)), matchers);
  if (offsetSeconds === 0) {
    return recorded;
  }
  const past: VectorSelector = { ...recorded, offset: windowName(offsetSeconds) };
  return seconds < LONG_PART_SECONDS ? past : call("last_over_time", over(past, LOOK_BACK));
}

function grouping(by: readonly string[]) {
  return by.length === 0 ? {} : { by };
}

function string(value: string): PromqlExpr {
  return { kind: "string", value };
}
