import { parser } from "@grafana/lezer-logql";
import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { logRules } from "../../../src/compile/logs/index.ts";
import type { ResolvedTeam } from "../../../src/workspace/index.ts";
import { environmentOf, fullService, service } from "../../support/services.ts";

const environment = environmentOf([fullService(), service({ name: "silent" })]);
const [team] = environment.teams as readonly [ResolvedTeam];

describe("rules on logs", () => {
  it("are one alert for each service that declares logs", () => {
    expect(logRules(environment, team)).toMatchInlineSnapshot(`
      {
        "annotations": {
          "crowsnest.dev/rules-folder": "/rules/platform",
        },
        "fileName": "production-payments-log-rules.yaml",
        "groups": [
          {
            "name": "checkout.logs",
            "rules": [
              {
                "alert": "LogErrors",
                "annotations": {
                  "dashboard_url": "https://grafana.example.com/d/production-service-checkout-dd85c91a",
                  "description": "{{ $value }} lines of severity ERROR or FATAL within 5m, more than 10.",
                  "errors_url": "https://shop.sentry.io/issues/?project=-1&query=is%3Aunresolved%20project%3Acheckout-production",
                  "logs_url": "https://grafana.example.com/d/production-service-checkout-dd85c91a?viewPanel=1427310966&from=now-1h&to=now",
                  "runbook_url": "https://runbooks.example.com/checkout/LogErrors",
                  "summary": "Checkout logs more errors than it should",
                },
                "expr": "sum(count_over_time({deployment_environment_name="production",service_name="checkout"} | severity_text=~"ERROR|FATAL" [5m])) > 10",
                "keep_firing_for": "5m",
                "labels": {
                  "environment": "production",
                  "service": "checkout",
                  "severity": "warning",
                  "team": "payments",
                },
              },
            ],
          },
        ],
        "labels": {
          "app.kubernetes.io/managed-by": "crowsnest",
          "crowsnest.dev/environment": "production",
          "crowsnest.dev/log-rules": "true",
          "crowsnest.dev/team": "payments",
        },
        "name": "production-payments-log-rules",
        "namespace": "logging",
        "tenant": "platform",
      }
    `);
  });

  it("are plain data in one order", () => {
    expect(canonicalOffence(logRules(environment, team))).toBeUndefined();
  });

  it("are none without such a service, and none without Loki", () => {
    expect(logRules(environment, { ...team, services: [service()] })).toBeNull();
    const { logs: _, ...platform } = environment.platform;
    expect(logRules({ ...environment, platform }, team)).toBeNull();
  });

  it("are LogQL", () => {
    const exprs = (logRules(environment, team)?.groups ?? []).flatMap(({ rules }) =>
      rules.map(({ expr }) => expr),
    );
    expect(exprs).not.toEqual([]);
    for (const expr of exprs) {
      expect(mistakes(expr)).toEqual([]);
    }
  });

  it("are told from what is no LogQL", () => {
    expect(mistakes('sum(count_over_time({a="b"} | c=~"d" [5m]) > 1')).not.toEqual([]);
  });

  it("print what a service calls itself, whatever that is", () => {
    const named = fullService({ displayName: '{{ $labels.secret }} "x"' });
    const rules = logRules(environment, { ...team, services: [named] });
    expect(rules?.groups[0]?.rules[0]).toMatchObject({
      annotations: { summary: '{{ "{{" }} $labels.secret }} "x" logs more errors than it should' },
    });
  });
});

/** Where Grafana's grammar of LogQL finds something else than LogQL. */
function mistakes(expr: string): string[] {
  const found: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) {
        found.push(`${from}-${to}: ${expr.slice(from, to)}`);
      }
    },
  });
  return found;
}
