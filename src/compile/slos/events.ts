import type { Slo } from "../../definitions/index.ts";
import {
  arithmetic,
  call,
  combine,
  compare,
  durationSeconds,
  equals,
  type Matcher,
  number,
  type PromqlExpr,
  printPromql,
  selector,
  sum,
} from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { OUTCOME, type Outcome, sloIdentity, sloSeries } from "./names.ts";
import { type Counting, stepHistogram, stepIncrease } from "./step-count.ts";
import { anySlo, hole, type SloTemplate, sloTemplate } from "./template.ts";
import { windowName } from "./window-plan.ts";

/** How a kind of SLI counts events within a step; its holes are `texts`. */
interface Counts {
  /** What the expressions depend on beside their holes. */
  readonly shape: string;
  readonly texts: readonly string[];
  readonly total: (counting: Counting) => PromqlExpr;
  /** @param total all events, as they were recorded just before, so that no raw series is read twice for them */
  readonly bad: (counting: Counting, total: PromqlExpr) => PromqlExpr;
}

const templates = new Map<string, Readonly<Record<Outcome, SloTemplate>>>();

/** Expressions that count all and bad events of an SLO within the step that ends now. */
export function stepEvents(
  service: ResolvedService,
  slo: Slo,
  counting: Counting,
): Readonly<Record<Outcome, string>> {
  const counts = countsOf(service, slo);
  const key = `${counts.shape} ${counting.stepSeconds} ${counting.scrapeSeconds}`;
  let known = templates.get(key);
  if (known === undefined) {
    const recorded = sloSeries.events(windowName(counting.stepSeconds));
    const total = sum(selector(recorded, [...anySlo, equals(OUTCOME, "total")]));
    known = {
      bad: sloTemplate(counts.bad(counting, total)),
      total: sloTemplate(counts.total(counting)),
    };
    templates.set(key, known);
  }
  const identity = sloIdentity(service, slo);
  return { bad: known.bad(identity, counts.texts), total: known.total(identity, counts.texts) };
}

function countsOf(service: ResolvedService, { sli }: Slo): Counts {
  const identity = [equals("environment", service.environment), equals("service", service.name)];
  const printed = (metric: string, matchers: readonly Matcher[]) =>
    printPromql(selector(metric, [...identity, ...matchers]));
  const counted = (index: number) => (counting: Counting) =>
    sum(stepIncrease(selector(hole(index)), counting));

  if (sli.kind === "events") {
    const { metric, matchers } = sli.total;
    const rest = sli.part.counts === "bad" ? orNone : allBut;
    return {
      shape: sli.part.counts,
      texts: [printed(metric, matchers), printed(metric, [...matchers, ...sli.part.matchers])],
      total: counted(0),
      bad: (counting, total) => rest(counted(1)(counting), total),
    };
  }
  const { metric, matchers } = sli.histogram;
  const seconds = durationSeconds(sli.within);
  if (sli.native) {
    const distribution = (counting: Counting) => sum(stepHistogram(selector(hole(0)), counting));
    return {
      shape: "native",
      texts: [printed(metric, matchers), String(seconds)],
      total: (counting) => call("histogram_count", distribution(counting)),
      bad: (counting, total) => {
        const fast = call("histogram_fraction", number(0), number(hole(1)), distribution(counting));
        const slow = arithmetic(number(1), "-", fast);
        // The fraction of no observation is no number, which the comparison drops.
        return orNone(compare(arithmetic(total, "*", slow), ">=", number(0)), total);
      },
    };
  }
  return {
    shape: "good",
    texts: [
      printed(`${metric}_count`, matchers),
      printed(`${metric}_bucket`, [...matchers, bucketBound(seconds)]),
    ],
    total: counted(0),
    bad: (counting, total) => allBut(counted(1)(counting), total),
  };
}

/**
 * The matcher of a bucket. Prometheus 3 writes whole bounds as `1.0` where Prometheus 2 kept the `1` of the
 * exposition, so that both spellings are taken.
 *
 * @see https://prometheus.io/docs/prometheus/3.0/migration/#le-and-quantile-label-values
 */
export function bucketBound(seconds: number): Matcher {
  return Number.isInteger(seconds)
    ? { label: "le", operator: "=~", value: `${seconds}(\\.0)?` }
    : { label: "le", operator: "=", value: String(seconds) };
}

/** What never happened has no series: zero says so, as long as there is a total. */
function orNone(counted: PromqlExpr, total: PromqlExpr): PromqlExpr {
  return combine(counted, "or", arithmetic(number(0), "*", total));
}

/** What is not good is bad; where nothing was good yet, everything is. */
function allBut(good: PromqlExpr, total: PromqlExpr): PromqlExpr {
  return combine(call("clamp_min", arithmetic(total, "-", good), number(0)), "or", total);
}
