import type { RuleGroup } from "../../../src/artifacts/index.ts";
import { ruleTestFailures } from "../../support/promtool.ts";

/** Samples of one series, one a scrape from the start of time; `undefined` where it was not seen. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly (number | string | undefined)[];
}

/** What must be so at a moment of a replay. */
export interface Claim {
  /** PromQL that has the value 1 when the claim holds. */
  readonly expr: string;
  /** Seconds since the start of time. */
  readonly at: number;
}

export interface Replay {
  readonly groups: readonly RuleGroup[];
  readonly series: readonly Series[];
  readonly claims: readonly Claim[];
  /** Default 15. */
  readonly scrapeSeconds?: number;
  /** Default 30. */
  readonly evaluationSeconds?: number;
}

/** Replays series through rules with the real promtool; returns what it had to say against the claims. */
export function replay({
  groups,
  series,
  claims,
  scrapeSeconds = 15,
  evaluationSeconds = 30,
}: Replay): Promise<string> {
  const test = {
    interval: `${scrapeSeconds}s`,
    input_series: series.map(inputSeries),
    promql_expr_test: claims.map(({ expr, at }) => ({
      expr,
      eval_time: `${at}s`,
      exp_samples: [{ labels: "{}", value: 1 }],
    })),
  };
  return ruleTestFailures(groups, { evaluationInterval: `${evaluationSeconds}s`, tests: [test] });
}

/** That an expression is within a distance of a value. */
export function near(expr: string, value: number, distance: number): string {
  return `abs(sum(${expr}) - ${value}) <= bool ${distance}`;
}

/** That an expression has no result. */
export function absent(expr: string): string {
  return `sum(absent(${expr}))`;
}

function inputSeries({ name, labels, values }: Series) {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return {
    series: `${name}{${matchers.join(",")}}`,
    values: values.map((value) => (value === undefined ? "_" : String(value))).join(" "),
  };
}
