import { describe, expect, it } from "vitest";
import { logPipelineRules } from "../../../src/compile/logs/conformance.ts";
import { lintedRules, ruleTestFailures } from "../../support/promtool.ts";
import { elkEnvironmentOf, environmentOf } from "../../support/services.ts";

const groups = logPipelineRules(environmentOf([]));
const labels = (service: string) => `{environment="production",service="${service}",team="payments"}`;

describe("log conformance", () => {
  it("is rules that Prometheus loads", async () => {
    expect(await lintedRules(groups)).toMatchObject({ code: 0, stderr: "" });
  });

  it("comes with rules on Elasticsearch itself, where it keeps the lines", async () => {
    const own = logPipelineRules(elkEnvironmentOf([]));
    expect(await lintedRules(own)).toMatchObject({ code: 0, stderr: "" });
    const alerts = own.flatMap(({ rules }) => rules.flatMap((rule) => ("alert" in rule ? [rule.alert] : [])));
    expect(alerts).toEqual(expect.arrayContaining(["LogStoreDiskLow", "LogStoreRed", "LogStoreUnwatched"]));
    expect(JSON.stringify(own)).not.toContain("Loki");
  });

  it("makes a ticket for a service that burns its budget, in its team, and for no other", async () => {
    const tests = {
      evaluationInterval: "5m",
      fuzzy: true,
      tests: [
        {
          interval: "5m",
          input_series: [
            { series: `crowsnest_log_lines_total${labels("broken")}`, values: "0+100x600" },
            { series: `crowsnest_log_contract_breaks_total${labels("broken")}`, values: "0+5x600" },
            { series: `crowsnest_log_lines_total${labels("spotless")}`, values: "0+100x600" },
            { series: `crowsnest_log_lines_total${labels("rarely")}`, values: "0+10000x600" },
            { series: `crowsnest_log_contract_breaks_total${labels("rarely")}`, values: "0+50x600" },
          ],
          promql_expr_test: [
            {
              expr: "slo:log_conformance_errors:ratio_rate1d",
              eval_time: "2d",
              exp_samples: [
                { labels: ratio("broken"), value: 0.05 },
                { labels: ratio("rarely"), value: 0.005 },
                { labels: ratio("spotless"), value: 0 },
              ],
            },
          ],
          alert_rule_test: [
            {
              alertname: "LogContractBroken",
              eval_time: "2d",
              exp_alerts: [alert("5%", "1d"), alert("5%", "3d")],
            },
          ],
        },
      ],
    };
    expect(await ruleTestFailures(groups, tests)).toBe("");
  });
});

function ratio(service: string): string {
  return `slo:log_conformance_errors:ratio_rate1d{environment="production",service="${service}",slo="log-conformance",team="payments"}`;
}

function alert(value: string, window: string): object {
  return {
    exp_annotations: {
      description: `${value} of its lines over ${window} break the contract; the attribute crowsnest.contract.breaks of a line says how, and so does crowsnest logs check.`,
      summary: "broken writes lines that break its log contract",
    },
    exp_labels: {
      environment: "production",
      service: "broken",
      severity: "warning",
      slo: "log-conformance",
      team: "payments",
      window,
    },
  };
}
