import { expect, it } from "vitest";
import { tierInhibitions } from "../../../src/compile/slos/inhibition.ts";
import { metricHandles } from "../../../src/definitions/handles.ts";
import { availability, defineAlertPolicy } from "../../../src/definitions/index.ts";
import { catalog, environmentOf, objectives, service } from "../../support/services.ts";

const { requests } = metricHandles(catalog);

it("lets a fast tier keep the slower ones of its SLO and group quiet", () => {
  const byRoute = availability({
    name: "by-route",
    objective: "99",
    total: requests,
    bad: { status_code: "500" },
    by: ["route"],
  });
  expect(tierInhibitions(environmentOf([service({ slos: [...objectives, byRoute] })]))).toEqual([
    {
      tier: "page-fast",
      slower: ["page-slow", "ticket-fast", "ticket-slow"],
      equal: ["environment", "route", "service", "severity", "slo"],
    },
    {
      tier: "page-slow",
      slower: ["ticket-fast", "ticket-slow"],
      equal: ["environment", "route", "service", "severity", "slo"],
    },
    {
      tier: "ticket-fast",
      slower: ["ticket-slow"],
      equal: ["environment", "route", "service", "severity", "slo"],
    },
  ]);
});

it("leaves tiers alone that two policies order differently", () => {
  const tier = (name: string, long: string) =>
    ({ name, severity: "warning", budget: "5%", long, short: "5m" }) as const;
  const one = defineAlertPolicy({ name: "one", burnRate: [tier("a", "1h"), tier("b", "6h")] });
  const other = defineAlertPolicy({
    name: "other",
    burnRate: [tier("b", "1h"), tier("a", "6h"), tier("c", "1d")],
  });
  const services = [service({ policy: one }), service({ name: "cart", policy: other })];
  expect(tierInhibitions(environmentOf(services)).map(({ tier: name, slower }) => [name, slower])).toEqual([
    ["a", ["c"]],
    ["b", ["c"]],
  ]);
});
