import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { alertRuleGroups } from "../../../src/compile/alerts/index.ts";
import { templateLiteral } from "../../../src/compile/annotations.ts";
import { withMatchers } from "../../../src/compile/service-series.ts";
import { metricHandles } from "../../../src/definitions/handles.ts";
import { type Alert, alert, promql } from "../../../src/definitions/index.ts";
import {
  combine,
  compare,
  equals,
  number,
  parsePromql,
  printPromql,
  selector,
  subquery,
} from "../../../src/query/promql/index.ts";
import { lintedRules } from "../../support/promtool.ts";
import { catalog, environmentOf, fullService, service } from "../../support/services.ts";

const environment = environmentOf([]);
const { queue, requests, duration, rpc, lastBackup } = metricHandles(catalog);

const groupsOf = (...alerts: readonly Alert[]) => alertRuleGroups(environment, fullService({ alerts }));

const everyAlert: readonly Alert[] = [
  alert("QueueBacklog", {
    when: queue.max().above(1_000),
    for: "2m",
    keepFiringFor: "10m",
    severity: "warning",
    summary: "Orders wait",
    description: "Since {{ $value }}",
    labels: { area: "queue", zone: "1" },
  }),
  alert("Errors", {
    when: requests
      .where({ status_code: /5../ })
      .rate("5m")
      .sum({ by: ["route"] })
      .dividedBy(requests.rate("5m").sum({ by: ["route"] }))
      .above(0.05),
    severity: "critical",
    summary: "{{ $labels.route }} fails",
    runbook: "https://runbooks.example.com/errors",
  }),
  alert("Slow", {
    when: duration.quantile(0.99, "5m", { by: ["route"] }).above(1),
    severity: "info",
    summary: "Slow",
  }),
  alert("SlowCalls", { when: rpc.mean("5m").above(1), severity: "info", summary: "Slow" }),
  alert("BackupOld", {
    when: lastBackup.age().max().above(90_000),
    severity: "warning",
    summary: "No backup",
  }),
  alert("Raw", { when: promql('up{job="a"} == 0'), severity: "warning", summary: "Down" }),
];

describe("alerts of a service", () => {
  it("are one group, each with labels to route it and links for whoever it wakes", () => {
    const [group, ...others] = groupsOf(...everyAlert.slice(0, 1));
    expect(others).toEqual([]);
    expect(canonicalOffence(group)).toBeUndefined();
    expect(group).toMatchInlineSnapshot(`
      {
        "name": "checkout.alerts",
        "rules": [
          {
            "alert": "QueueBacklog",
            "annotations": {
              "dashboard_url": "https://grafana.example.com/d/production-service-checkout-dd85c91a",
              "description": "Since {{ $value }}",
              "errors_url": "https://shop.sentry.io/issues/?project=-1&query=is%3Aunresolved%20project%3Acheckout-production",
              "logs_url": "https://grafana.example.com/d/production-service-checkout-dd85c91a?viewPanel=1427310966&from=now-1h&to=now",
              "runbook_url": "https://runbooks.example.com/checkout/QueueBacklog",
              "summary": "Orders wait",
            },
            "expr": "max(checkout_queue_depth{environment="production",service="checkout"}) > 1000",
            "for": "2m",
            "keep_firing_for": "10m",
            "labels": {
              "area": "queue",
              "environment": "production",
              "service": "checkout",
              "severity": "warning",
              "team": "payments",
              "zone": "1",
            },
          },
        ],
      }
    `);
  });

  it("are no group when there are none", () => {
    expect(alertRuleGroups(environment, service())).toEqual([]);
  });

  it("read the service's own series only, wherever a selector stands", () => {
    const rules = groupsOf(...everyAlert.slice(0, -1)).flatMap((group) => group.rules);
    expect(rules).toHaveLength(5);
    for (const { expr } of rules) {
      const selectors = expr.match(/\w+\{[^}]*\}/g) ?? [];
      expect(selectors.length).toBeGreaterThan(0);
      expect(
        selectors.every(
          (text) => text.includes('environment="production"') && text.includes('service="checkout"'),
        ),
      ).toBe(true);
    }
  });

  it("leave PromQL that a user wrote as it is", () => {
    expect(groupsOf(everyAlert.at(-1) as Alert)[0]?.rules[0]?.expr).toBe('up{job="a"} == 0');
  });

  it("keep the labels that routing needs, whatever labels a user adds", () => {
    const labels = { severity: "none", team: "b", service: "b", environment: "b", area: "c" };
    const [group] = groupsOf(
      alert("A", { when: queue.max().above(1), severity: "info", summary: "a", labels }),
    );
    expect(group?.rules[0]?.labels).toEqual({
      area: "c",
      environment: "production",
      service: "checkout",
      severity: "info",
      team: "payments",
    });
  });

  it("pass promtool", async () => {
    expect(await lintedRules(groupsOf(...everyAlert))).toEqual({
      code: 0,
      stdout: expect.stringContaining("SUCCESS: 6 rules found"),
      stderr: "",
    });
  });
});

describe("matchers for every selector", () => {
  it("reach into every kind of expression", () => {
    const inner = combine(selector("a"), "and", compare(selector("b"), ">", number(1)));
    const expr = combine(subquery(inner, "5m"), "or", { kind: "unary", operator: "-", expr: selector("c") });
    const aggregated = { kind: "aggregation", operator: "topk", parameter: number(3), expr } as const;
    expect(printPromql(withMatchers(aggregated, [equals("service", "x")]))).toBe(
      'topk(3, (a{service="x"} and b{service="x"} > 1)[5m:] or -c{service="x"})',
    );
  });

  it("reach whatever can be written", () => {
    for (const text of [
      "a + b",
      "-a",
      "sum(rate(a[5m])) by (x) / on (x) group_left b",
      "absent(a) or vector(1)",
      "(a > 1)[1h:5m]",
    ]) {
      const { expr } = parsePromql(text);
      const printed = printPromql(withMatchers(expr as never, [equals("service", "x")]));
      expect(printed.match(/\b[ab]\b/g)?.length).toBe(printed.match(/service="x"/g)?.length);
    }
  });
});

it("text of a user is never a template", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("{", "{{", "}}", "$value", " ", "a", '"')), (parts) => {
      const literal = templateLiteral(parts.join(""));
      // What is left between actions that print braces holds no other action.
      expect(literal.replaceAll(/\{\{ "\{+" \}\}/g, "").includes("{{")).toBe(false);
      expect(literal.replaceAll(/\{\{ "(\{+)" \}\}/g, "$1")).toBe(parts.join(""));
    }),
  );
});
