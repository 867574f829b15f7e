import { expect, it } from "vitest";
import { Families } from "../../src/live/collect.ts";

it("quantiles and bounds are no labels, though their values are told", () => {
  const families = new Families();
  families.tellOf("wait").type = "summary";
  families.tellOf("size").type = "histogram";
  for (const [name, label] of [
    ["wait", "quantile"],
    ["size_bucket", "le"],
  ] as const) {
    families.announce(name, [label, "code"]);
    families.addValues(name, label, ["0.5"], false);
    families.addValues(name, "code", ["200"], false);
  }
  expect(families.all().map(({ labels, name }) => [name, [...labels.keys()]])).toEqual([
    ["size", ["code"]],
    ["wait", ["code"]],
  ]);
});
