import { expect, it } from "vitest";
import { bucketMatcher, call, combine, printPromql, selector } from "../../../src/query/promql/index.ts";
import { ruleTestFailures } from "../../support/promtool.ts";

it.each([
  [1, ["1", "1.0"]],
  [0.3, ["0.3"]],
  [100_000, ["100000", "100000.0"]],
  [1_000_000, ["1e+06", "1000000", "1000000.0"]],
  [1_048_576, ["1.048576e+06", "1048576"]],
  [0.000_05, ["5e-05", "0.00005"]],
])("the bucket %d is found however Prometheus spells it", async (bound, spellings) => {
  const matcher = bucketMatcher(bound);
  const tests = spellings.map((le) => ({
    interval: "1m",
    input_series: [{ series: `sizes_bucket{le="${le}"}`, values: "1 2" }],
    promql_expr_test: [
      {
        eval_time: "1m",
        exp_samples: [{ labels: "{}", value: 2 }],
        expr: printPromql(
          combine(
            call("sum", selector("sizes_bucket", [matcher])),
            "or",
            call("vector", { kind: "number", text: "0" }),
          ),
        ),
      },
    ],
  }));
  expect(tests).not.toHaveLength(0);
  expect(await ruleTestFailures([], { evaluationInterval: "1m", tests })).toBe("");
});
