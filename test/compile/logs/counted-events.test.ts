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
const labels = '{environment="production",service="checkout",team="payments"}';
const counter = (lines: "bad" | "total") =>
  `${eventsCounter("checkout", slo.name, lines).replaceAll(".", "_")}_total${labels}`;

describe("rules on what the collectors count", () => {
  it("are what Loki's would be, but for the expressions", () => {
    const environment = environmentOf([shop]);
    const [team] = environment.teams as readonly [ResolvedTeam];
    const withoutExpressions = (all: typeof groups) =>
      all.map(({ rules }) => rules.map(({ expr: _, ...rule }) => rule));
    expect(withoutExpressions(groups)).toEqual(withoutExpressions(logRules(environment, team)?.groups ?? []));
    expect(countedLogGroups(environment, shop)).toEqual([]);
  });

  it("are rules that Prometheus loads", async () => {
    expect(await lintedRules(groups)).toMatchObject({ code: 0, stderr: "" });
  });

  it("count the first lines of a counter, which begins with them, and count on through a restart", async () => {
    const alert = groups[0]?.rules[0] as AlertingRule;
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
          input_series: [{ series: errors, values: "_x9 25x40" }],
          interval: "1m",
        },
        {
          alert_rule_test: [{ alertname: "LogErrors", eval_time: "21m", exp_alerts: [firing("12")] }],
          input_series: [{ series: errors, values: "900x19 12x20" }],
          interval: "1m",
        },
        {
          input_series: [
            { series: counter("total"), values: "0+10x40" },
            { series: counter("bad"), values: "_x20 3x20" },
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
