import { describe, expect, it } from "vitest";
import { budgetDrops } from "../../src/checks/budget-drops.ts";
import { availability, counter, defineAlertPolicy } from "../../src/definitions/index.ts";
import { draftOf, serviceOf, servicesOf } from "../support/definitions.ts";

const metrics = { requests: counter("requests_total", { labels: ["code"] }) };

function found(drop: { readonly share: string; readonly within: string }, objective = "99.9") {
  const tier = { name: "fast", severity: "critical", budget: "2%", long: "1h", short: "5m" } as const;
  const service = serviceOf<typeof metrics>({
    metrics,
    policy: defineAlertPolicy({ name: "own", burnRate: [tier], budget: { drop } }),
    slos: ({ requests }) => [availability({ objective, total: requests, bad: { code: "500" } })],
  });
  return budgetDrops(draftOf(servicesOf(service))).map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );
}

describe("the drop of a budget that a policy looks for", () => {
  it("is well where it can be seen", () => {
    expect(found({ share: "10%", within: "6h" })).toEqual([]);
    expect(found({ share: "100%", within: "30d" }, "99")).toEqual([]);
    expect(found({ share: "100%", within: "5m" }, "99.99")).toEqual([]);
  });

  it("is told where it cannot", () => {
    expect([
      ...found({ share: "10%", within: "1m" }),
      ...found({ share: "10%", within: "40d" }),
      ...found({ share: "100%", within: "5m" }),
    ]).toMatchInlineSnapshot(`
      [
        "window-too-short services.checkout.policy: the policy "own" looks for a drop of the budget within 1m, less than a step of 5m",
        "unreachable-threshold services.checkout.slos.availability.window: a drop within 40d says nothing of "availability", whose budget is for 30d",
        "unreachable-threshold services.checkout.slos.availability.objective: a drop of 100% within 5m is more than "availability" can lose: with even traffic, a total outage spends 12% of its budget in that time",
      ]
    `);
  });
});
