import { describe, expect, it } from "vitest";
import {
  mapSelectors,
  parsePromql,
  printPromql,
  selector,
  selectorsOf,
} from "../../../src/query/promql/index.ts";
import { validExpressions } from "./expressions.ts";

describe("the selectors of an expression", () => {
  it("are each replaced, in the parameter of an aggregation too, and nothing else is", () => {
    const { expr } = parsePromql("topk(scalar(a), sum by (x) (rate(b[5m]))) > -c or max_over_time(d[1h:1m])");
    if (expr === undefined) throw new Error("not read");
    const named = mapSelectors(expr, ({ metric }) => selector(`${metric}_total`));
    expect(printPromql(named)).toBe(
      "topk(scalar(a_total), sum by (x) (rate(b_total))) > -c_total or max_over_time(d_total[1h:1m])",
    );
  });

  it("are those that are found, and an expression of the same ones is the same", () => {
    expect(validExpressions.length).toBeGreaterThan(50);
    for (const text of validExpressions) {
      const { expr } = parsePromql(text);
      if (expr === undefined) throw new Error(`not read: ${text}`);
      const seen = new Set<unknown>();
      const same = mapSelectors(expr, (one) => {
        seen.add(one);
        return one;
      });
      expect(same).toEqual(expr);
      expect(seen).toEqual(new Set(selectorsOf(expr)));
    }
  });
});
