import { describe, expect, it } from "vitest";
import { sloRuleGroups } from "../../../src/compile/slos/index.ts";
import { withTierChanges } from "../../../src/definitions/alert-policy.ts";
import { metricHandles } from "../../../src/definitions/handles.ts";
import {
  type AlertPolicy,
  availability,
  defineAlertPolicy,
  type Slo,
  workbookPolicy,
} from "../../../src/definitions/index.ts";
import { catalog, environmentOf, service } from "../../support/services.ts";
import { absent, replay, type Series } from "./replay.ts";

const { requests } = metricHandles(catalog);
const HOUR = 3_600;
const target = { environment: "production", instance: "a:8080", job: "checkout", service: "checkout" };

function slo(overrides: Partial<Slo> = {}): Slo {
  return {
    ...availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } }),
    ...overrides,
  };
}

function rules(policy: AlertPolicy, objective: Slo = slo()) {
  const checkout = service({ metrics: catalog, policy, slos: [objective] });
  return sloRuleGroups(environmentOf([checkout]), checkout);
}

function alerts(policy: AlertPolicy, objective: Slo = slo()) {
  return rules(policy, objective).flatMap((group) => group.rules.filter((rule) => "alert" in rule));
}

function series(name: string, status: string | undefined, values: Series["values"]): Series {
  return { name, labels: { ...target, ...(status && { status_code: status }) }, values };
}

const firing = (alert: string) => `ALERTS{alertname="${alert}",alertstate="firing",service="checkout"}`;
const fires = (alert: string) => `count(${firing(alert)}) >= bool 1`;

describe("the policy of a service", () => {
  it("is changed tier by tier", () => {
    const changed = withTierChanges(workbookPolicy, {
      "page-slow": { severity: "warning", budget: "10%", for: "5m" },
      "ticket-slow": false,
    });
    expect(
      alerts(changed)
        .filter(({ labels }) => "tier" in labels)
        .map(({ labels: { tier, severity, factor }, for: after }) => [tier, severity, factor, after]),
    ).toEqual([
      ["page-fast", "critical", "14.4", undefined],
      ["page-slow", "warning", "12", "5m"],
      ["ticket-fast", "warning", "3", undefined],
    ]);
  });

  it("makes no rule that can never fire, and none slower than sustainable", () => {
    const tiers = (objective: string, window: string) =>
      alerts(workbookPolicy, slo({ objective, window }))
        .filter(({ labels }) => "tier" in labels)
        .map(({ labels: { tier, factor } }) => `${tier} ${factor}`);
    expect(tiers("90", "30d")).toEqual(["page-slow 6", "ticket-fast 3", "ticket-slow 1"]);
    expect(tiers("99.9", "28d")).toEqual([
      "page-fast 13.44",
      "page-slow 5.6",
      "ticket-fast 2.8",
      "ticket-slow 1",
    ]);
    expect(tiers("99.9", "7d")).toEqual([
      "page-fast 3.36",
      "page-slow 1.4",
      "ticket-fast 1",
      "ticket-slow 1",
    ]);
  });

  it("says how much of the budget goes, also where its factor had to be raised to 1", () => {
    const shares = alerts(workbookPolicy, slo({ window: "7d" }))
      .filter(({ labels }) => "tier" in labels)
      .map(({ annotations }) => /At this rate .*$/.exec(annotations.description ?? "")?.[0]);
    // Three of seven days are 42.9 % of the budget at burn rate 1, not the policy's 10 %.
    expect(shares).toEqual([
      "At this rate 2% of the budget goes in 1h.",
      "At this rate 5% of the budget goes in 6h.",
      "At this rate 14.3% of the budget goes in 1d.",
      "At this rate 42.9% of the budget goes in 3d.",
    ]);
  });
});

describe("alerts on a budget", () => {
  it("tell when it is low, exhausted, and when much of it went at once", async () => {
    const policy = defineAlertPolicy({
      name: "budgets",
      burnRate: [{ name: "page", severity: "critical", budget: "2%", long: "1h", short: "5m" }],
      budget: { low: { below: "50%" }, drop: { share: "20%", within: "30m", severity: "critical" } },
    });
    const scrapes = 481;
    // One in two thousand is bad for an hour (half of the budget), then one in five hundred.
    const bad = Array.from({ length: scrapes }, (_, scrape) =>
      scrape <= 240 ? scrape * 0.01 : 2.4 + (scrape - 240) * 0.04,
    );
    const all = Array.from({ length: scrapes }, (_, scrape) => 20 * scrape);
    const claims = [
      { at: HOUR, expr: absent(firing("ErrorBudgetLow")) },
      { at: HOUR, expr: absent(firing("ErrorBudgetDrop")) },
      { at: HOUR + 600, expr: fires("ErrorBudgetLow") },
      { at: HOUR + 600, expr: absent(firing("ErrorBudgetExhausted")) },
      { at: HOUR + 600, expr: fires("ErrorBudgetDrop") },
      { at: 2 * HOUR, expr: fires("ErrorBudgetExhausted") },
      { at: 2 * HOUR, expr: absent(firing("ErrorBudgetLow")) },
    ];
    const input = [
      series(
        "up",
        undefined,
        all.map(() => 1),
      ),
      series(
        "http_requests_total",
        "200",
        all.map((count, scrape) => count - (bad[scrape] ?? 0)),
      ),
      series("http_requests_total", "500", bad),
    ];
    expect(await replay({ groups: rules(policy), series: input, claims, evaluationSeconds: 300 })).toBe("");
  });
});

describe("data that is not there", () => {
  const scrapes = 4 * 60 + 1;
  const until = (last: number, value: (scrape: number) => number) =>
    Array.from({ length: scrapes }, (_, scrape) => (scrape <= last ? value(scrape) : undefined));
  const policy = workbookPolicy;

  it("is a metric that vanished while its targets answer", async () => {
    const input = [
      series(
        "up",
        undefined,
        until(scrapes, () => 1),
      ),
      series(
        "http_requests_total",
        "200",
        until(120, (scrape) => 10 * scrape),
      ),
    ];
    const claims = [
      { at: 1_800, expr: absent(firing("SloMetricVanished")) },
      { at: HOUR, expr: fires("SloMetricVanished") },
      { at: HOUR, expr: absent(firing("ServiceTargetsDown")) },
    ];
    expect(await replay({ groups: rules(policy), series: input, claims, evaluationSeconds: 300 })).toBe("");
  });

  it("is a target that is down, or none that is known", async () => {
    for (const gone of [0, undefined]) {
      const input = [
        series(
          "up",
          undefined,
          until(120, () => 1).map((value) => value ?? gone),
        ),
        series(
          "http_requests_total",
          "200",
          until(120, (scrape) => 10 * scrape),
        ),
      ];
      const claims = [
        { at: 1_800, expr: absent(firing("ServiceTargetsDown")) },
        { at: HOUR, expr: fires("ServiceTargetsDown") },
        { at: HOUR, expr: absent(firing("SloMetricVanished")) },
      ];
      expect(await replay({ groups: rules(policy), series: input, claims, evaluationSeconds: 300 })).toBe("");
    }
  });

  it("is nothing when the service is idle, or was never asked", async () => {
    const input = [
      series(
        "up",
        undefined,
        until(scrapes, () => 1),
      ),
      series(
        "http_requests_total",
        "200",
        until(scrapes, (scrape) => Math.min(scrape, 40)),
      ),
    ];
    for (const shown of [input, input.slice(0, 1)]) {
      const claims = ["SloMetricVanished", "ServiceTargetsDown", "ErrorBudgetBurn"].map((alert) => ({
        at: HOUR,
        expr: absent(firing(alert)),
      }));
      expect(await replay({ groups: rules(policy), series: shown, claims, evaluationSeconds: 300 })).toBe("");
    }
  });
});
