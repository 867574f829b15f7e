import {
  call,
  type Matcher,
  number,
  type PromqlExpr,
  rate,
  selector,
  sum,
} from "../../../query/promql/index.ts";
import type { ServiceContext } from "../context.ts";
import type { Query } from "../model.ts";
import { literalMatchers, prometheusQueries, RATE_INTERVAL } from "../query.ts";

/** The observations of a histogram that are meant. */
export interface Observations {
  readonly metric: string;
  readonly native: boolean;
  /** As the user wrote them. */
  readonly matchers: readonly Matcher[];
}

const QUANTILES = [0.5, 0.9, 0.99] as const;

/** The median and the slow tail of a histogram, with exemplars that lead to traces. */
export function quantileQueries(context: ServiceContext, observations: Observations): readonly Query[] {
  const distribution = distributionOf(context, observations);
  return prometheusQueries(
    ...QUANTILES.map((quantile) => ({
      expr: call("histogram_quantile", number(quantile), distribution),
      legend: `p${quantile * 100}`,
      minStep: context.rawStep,
      exemplars: true,
    })),
  );
}

/** How many observations a second a histogram makes. */
export function observationRate({ raw }: ServiceContext, observations: Observations): PromqlExpr {
  const { metric, native } = observations;
  const matchers = [...raw, ...literalMatchers(observations.matchers)];
  return native
    ? call("histogram_count", sum(rate(selector(metric, matchers), RATE_INTERVAL)))
    : sum(rate(selector(`${metric}_count`, matchers), RATE_INTERVAL));
}

function distributionOf({ raw }: ServiceContext, observations: Observations): PromqlExpr {
  const { metric, native } = observations;
  const matchers = [...raw, ...literalMatchers(observations.matchers)];
  return native
    ? sum(rate(selector(metric, matchers), RATE_INTERVAL))
    : sum(rate(selector(`${metric}_bucket`, matchers), RATE_INTERVAL), { by: ["le"] });
}
