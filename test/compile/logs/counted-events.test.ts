import { describe, expect, it } from "vitest";
import type { AlertingRule } from "../../../src/artifacts/index.ts";
import { countedLogGroups, eventsCounter } from "../../../src/compile/logs/counted-events.ts";
import { logRules } from "../../../src/compile/logs/index.ts";
import { logEvents } from "../../../src/definitions/index.ts";
import type { ResolvedTeam } from "../../../src/workspace/index.ts";
import { lintedRules, ruleTestFailures } from "../../support/promtool.ts";
import { elkEnvironmentOf, environmentOf, logContract, service } from "../../support/services.ts";

const slo = logEvents({ bad: '| kind="order" |= "lost"', objective: "99", total: '| kind="order"' });
const shop = service({
  logs: logContract({ fields: { kind: { type: "string" } }, format: "json" }),
  slos: [slo],
});
const groups = countedLogGroups(elkEnvironmentOf([shop]), shop);
const target = 'instance="10.0.0.1:8889",job="collector",pod="collector-1"';
const labels = `{environment="production",${target},service="checkout",team="payments"}`;
const up = `up{namespace="node-agents",${target}}`;
const counter = (lines: "bad" | "total") =>
  `${eventsCounter("checkout", slo.name, lines).replaceAll(".", "_")}_total${labels}`;

describe("rules on what the collectors count", () => {
  it("are what Loki's would be, but for the expressions", () => {
    const environment = environmentOf([shop]);
    const [team] = environment.teams as readonly [ResolvedTeam];
    const withoutExpressions = (all: typeof groups) =>
      all.map(({ rules }) =>
        rules.flatMap(({ expr: _, ...rule }) =>
          "record" in rule && rule.record.startsWith("log:") ? [] : [rule],
        ),
      );
    expect(withoutExpressions(groups)).toEqual(withoutExpressions(logRules(environment, team)?.groups ?? []));
    expect(countedLogGroups(environment, shop)).toEqual([]);
  });

  it("are rules that Prometheus loads", async () => {
    expect(await lintedRules(groups)).toMatchObject({ code: 0, stderr: "" });
  });

  it("count the first lines of a counter, which begins with them, and count on through a restart and a pause", async () => {
    const alert = groups[0]?.rules[1] as AlertingRule;
    const firing = (value: string) => ({
      exp_annotations: {
        ...alert.annotations,
        description: `${value} lines of severity ERROR or FATAL within 5m, more than 10.`,
      },
      exp_labels: alert.labels,
    });
    const errors = `crowsnest_log_errors_total${labels}`;
    const tests = {
      evaluationInterval: "1m",
      tests: [
        {
          alert_rule_test: [
            { alertname: "LogErrors", eval_time: "8m", exp_alerts: [] },
            { alertname: "LogErrors", eval_time: "11m", exp_alerts: [firing("25")] },
            { alertname: "LogErrors", eval_time: "30m", exp_alerts: [] },
          ],
          input_series: [
            { series: errors, values: "_x9 25x40" },
            { series: up, values: "1x60" },
          ],
          interval: "1m",
        },
        {
          alert_rule_test: [{ alertname: "LogErrors", eval_time: "21m", exp_alerts: [firing("12")] }],
          input_series: [
            { series: errors, values: "900x19 12x20" },
            { series: up, values: "1x60" },
          ],
          interval: "1m",
        },
        // Prometheus was away for half an hour: what was counted meanwhile is no burst of now.
        {
          alert_rule_test: [
            { alertname: "LogErrors", eval_time: "41m", exp_alerts: [] },
            { alertname: "LogErrors", eval_time: "44m", exp_alerts: [] },
          ],
          input_series: [
            { series: errors, values: "100x9 _x30 900x20" },
            { series: up, values: "1x9 _x30 1x20" },
          ],
          interval: "1m",
        },
        {
          input_series: [
            { series: counter("total"), values: "0+10x40" },
            { series: counter("bad"), values: "_x20 3x20" },
            { series: up, values: "1x60" },
          ],
          interval: "1m",
          promql_expr_test: [
            {
              eval_time: "21m",
              exp_samples: [
                { labels: recorded("bad"), value: 3 },
                { labels: recorded("total"), value: 50 },
              ],
              expr: "slo:log_events:increase5m",
            },
          ],
        },
      ],
    };
    expect(await ruleTestFailures(groups, tests)).toBe("");
  });
});

function recorded(outcome: "bad" | "total"): string {
  return `slo:log_events:increase5m{environment="production",outcome="${outcome}",service="checkout",slo="${slo.name}",team="payments"}`;
}
