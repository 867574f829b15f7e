import { parser } from "@grafana/lezer-logql";
import { describe, expect, it } from "vitest";
import { collectorConfig } from "../../../src/compile/collector/index.ts";
import { countedLogGroups } from "../../../src/compile/logs/counted-events.ts";
import { logRules } from "../../../src/compile/logs/index.ts";
import { logAlert } from "../../../src/definitions/index.ts";
import { parsePromql } from "../../../src/query/promql/index.ts";
import type { ResolvedTeam } from "../../../src/workspace/index.ts";
import { elkEnvironmentOf, environmentOf, logContract, service } from "../../support/services.ts";

const shop = service({
  logAlerts: [
    logAlert("OrdersLost", {
      above: 20,
      for: "2m",
      lines: '| outcome="lost" |= "order"',
      severity: "critical",
      summary: "{{ $value }} orders are lost",
      within: "5m",
    }),
    logAlert("AnythingAtAll", { above: 0, lines: "", severity: "info", summary: "Lines", within: "1h" }),
  ],
  logs: logContract({ fields: { outcome: { type: "string" } } }),
});

describe("a service's own alerts on its log lines", () => {
  it("are LogQL where Loki keeps them", () => {
    const environment = environmentOf([shop]);
    const [group] = logRules(environment, environment.teams[0] as ResolvedTeam)?.groups ?? [];
    const own = (group?.rules ?? []).filter((rule) => "alert" in rule && rule.alert !== "LogErrors");
    expect(own).toMatchObject([
      {
        alert: "OrdersLost",
        annotations: { description: "{{ $value }} orders are lost" },
        expr: 'sum(count_over_time({deployment_environment_name="production",service_name="checkout"} | outcome="lost" |= "order" [5m])) > 20',
        for: "2m",
        labels: { environment: "production", service: "checkout", severity: "critical", team: "payments" },
      },
      {
        alert: "AnythingAtAll",
        expr: 'sum(count_over_time({deployment_environment_name="production",service_name="checkout"} [1h])) > 0',
      },
    ]);
    for (const { expr } of own) {
      parser.parse(expr).iterate({ enter: ({ type }) => expect(type.isError).toBe(false) });
    }
  });

  it("are counted by the collector where Elasticsearch keeps them, and Prometheus reads the counts", () => {
    const environment = elkEnvironmentOf([shop]);
    const [group] = countedLogGroups(environment, shop);
    const own = (group?.rules ?? []).filter((rule) => "alert" in rule && rule.alert !== "LogErrors");
    const config = collectorConfig(environment, {
      caFile: "/ca.crt",
      endpoint: "https://elasticsearch:9200",
      podLogs: "/var/log/pods",
      stateDirectory: "/state",
      store: "elasticsearch",
    }) as { connectors: { signaltometrics: { logs: readonly { conditions: string[]; name: string }[] } } };
    const counters = config.connectors.signaltometrics.logs.filter(({ name }) => name.includes(".alerts."));
    expect(counters).toHaveLength(2);
    expect(counters[0]?.conditions[0]).toContain('"lost"');
    expect(own).toHaveLength(2);
    own.forEach(({ expr }, index) => {
      expect(parsePromql(expr).problems).toEqual([]);
      expect(expr).toContain(`${counters[index]?.name.replaceAll(".", "_")}_total{`);
    });
  });
});
