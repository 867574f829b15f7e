import { describe, expect, it } from "vitest";
import { steadyValue } from "../../../src/compile/slos/rule-tests/steady.ts";
import {
  isEmptyWithout,
  steadySeries,
  steerTo,
  steerUntil,
} from "../../../src/compile/slos/rule-tests/steer.ts";
import { type PromqlExpr, parsePromql } from "../../../src/query/promql/index.ts";

function parsed(text: string): PromqlExpr {
  const { expr } = parsePromql(text);
  if (expr === undefined) throw new Error(text);
  return expr;
}

function seriesOf(expr: PromqlExpr) {
  return steadySeries(expr, { service: "checkout" }) ?? [];
}

describe("series for an expression", () => {
  it.each([
    "mesh_errors / 10",
    'avg(errors{code=~"5.."}) / avg(errors)',
    "1 - avg by (job) (avg_over_time(up[10m]))",
    'sum(rate(a_total{code="500"}[5m])) / sum(rate(a_total[5m])) or vector(0)',
    "clamp_max(abs(delta_seconds) / 60, 1)",
    "(1 - good / on (service) group_left () total) * 100 / 100",
    "increase(bad_total[1h]) / 3600",
    "sum(bad) / (sum(bad) + sum(good))",
  ])("give it any share: %s", (text) => {
    const expr = parsed(text);
    for (const share of [0, 0.000_98, 0.0147, 0.5, 1]) {
      const series = steerTo(expr, seriesOf(expr), share);
      expect(series).toBeDefined();
      const [sample] = steadyValue(expr, series ?? []) as readonly { readonly value: number }[];
      expect(sample?.value).toBeCloseTo(share, 6);
    }
  });

  it.each([
    ["histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))", "a function of more than one series"],
    ["rate(a[5m]) + a", "one metric that is a counter and a gauge"],
    ['a{x="1"} / a{x="2"}', "labels that never match"],
    ["vector(0.5)", "no series"],
  ])("are not made up for %s: %s", (text) => {
    const expr = parsed(text);
    expect(steerTo(expr, seriesOf(expr), 0.01)).toBeUndefined();
  });

  it("make a condition hold, and not hold", () => {
    const expr = parsed('min by (pod) (free_bytes{disk=~"sda|sdb"}) > bool 1024');
    for (const wanted of [0, 1]) {
      const series = steerUntil(expr, seriesOf(expr), [512, 2_048], ([one]) => one?.value === wanted);
      expect(series).toMatchObject([{ metric: "free_bytes", labels: { disk: "sda", service: "checkout" } }]);
    }
  });

  it("are told to be needed or not", () => {
    expect(isEmptyWithout(parsed("sum(rate(a[5m])) / sum(rate(b[5m]))"))).toBe(true);
    expect(isEmptyWithout(parsed("histogram_quantile(0.9, rate(x_bucket[5m])) > bool 1"))).toBe(true);
    expect(isEmptyWithout(parsed("a or vector(0)"))).toBe(false);
    expect(isEmptyWithout(parsed("absent(a)"))).toBe(false);
  });
});
