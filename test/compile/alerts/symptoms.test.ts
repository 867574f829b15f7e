import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { symptomGroups } from "../../../src/compile/alerts/index.ts";
import { ruleTestFailures } from "../../support/promtool.ts";
import { catalog, environmentOf, objectives, service } from "../../support/services.ts";

const checkout = service({
  metrics: catalog,
  slos: objectives.filter(({ name }) => name === "availability" || name === "payments-succeed"),
  tier: "critical",
});
const groups = symptomGroups(environmentOf([checkout]), checkout);
const down = 'environment="production", service="checkout"';

/** What promtool has to say against alerts that fire, or do not, after some seconds; by name and SLO. */
function contradictions(
  series: Readonly<Record<string, string>>,
  expectations: readonly (readonly [seconds: number, alert: string, fires: readonly string[]])[],
  evaluationInterval = "1s",
): Promise<string> {
  const bare = groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) => ({ ...rule, annotations: {} })),
  }));
  const labels = (slo: string) => ({
    environment: "production",
    service: "checkout",
    severity: "critical",
    team: "payments",
    ...(slo !== "" && { slo }),
  });
  const test = {
    interval: "5s",
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: expectations.map(([seconds, alertname, fires]) => ({
      eval_time: `${seconds}s`,
      alertname,
      exp_alerts: fires.map((slo) => ({ exp_labels: labels(slo) })),
    })),
  };
  return ruleTestFailures(bare, { evaluationInterval, tests: [test] });
}

describe("symptom alerts", () => {
  it("are for services of the highest tier only", () => {
    expect(symptomGroups(environmentOf([]), { ...checkout, tier: "standard" })).toEqual([]);
    expect(canonicalOffence(groups)).toBeUndefined();
    expect(groups.map(({ interval, name }) => ({ interval, name }))).toEqual([
      { interval: "1s", name: "checkout.pulse" },
      { interval: "5s", name: "checkout.symptoms" },
    ]);
  });

  it("read what they are about", () => {
    expect(groups.flatMap(({ rules }) => rules.slice(0, 1))).toMatchInlineSnapshot(`
      [
        {
          "alert": "ServiceDown",
          "annotations": {
            "dashboard_url": "https://grafana.example.com/d/production-service-checkout-dd85c91a",
            "description": "Prometheus reached no instance of checkout at its last scrape, though it did within the last hour.",
            "summary": "checkout is down: no instance answers.",
          },
          "expr": "sum(up{environment="production",service="checkout"}) == 0 or absent(up{environment="production",service="checkout"}) and on () count(count_over_time(up{environment="production",service="checkout"}[1h]))",
          "for": "5s",
          "labels": {
            "environment": "production",
            "service": "checkout",
            "severity": "critical",
            "team": "payments",
          },
        },
        {
          "alert": "HighErrorRatio",
          "annotations": {
            "dashboard_url": "https://grafana.example.com/d/production-service-checkout-dd85c91a",
            "description": "More than 10% of the events of the availability SLO were bad within 1m, at one event a second or more.",
            "summary": "{{ $value | humanizePercentage }} of what checkout does fails (availability).",
          },
          "expr": "((sum(increase(http_requests_total{environment="production",service="checkout",status_code=~"5.."}[1m]) and http_requests_total{environment="production",service="checkout",status_code=~"5.."} offset 1m) or vector(0)) + (sum(http_requests_total{environment="production",service="checkout",status_code=~"5.."} unless http_requests_total{environment="production",service="checkout",status_code=~"5.."} offset 1m) or vector(0))) / ((sum(increase(http_requests_total{environment="production",service="checkout"}[1m]) and http_requests_total{environment="production",service="checkout"} offset 1m) or vector(0)) + (sum(http_requests_total{environment="production",service="checkout"} unless http_requests_total{environment="production",service="checkout"} offset 1m) or vector(0))) > 0.1 and (sum(increase(http_requests_total{environment="production",service="checkout"}[1m]) and http_requests_total{environment="production",service="checkout"} offset 1m) or vector(0)) + (sum(http_requests_total{environment="production",service="checkout"} unless http_requests_total{environment="production",service="checkout"} offset 1m) or vector(0)) >= 60",
          "keep_firing_for": "5m",
          "labels": {
            "environment": "production",
            "service": "checkout",
            "severity": "critical",
            "slo": "availability",
            "team": "payments",
          },
        },
      ]
    `);
  });

  it("tell when no instance answers, after two scrapes", async () => {
    const series = { [`up{${down}, pod="a"}`]: "1x11 0x20", [`up{${down}, pod="b"}`]: "1x5 0x26" };
    expect(
      await contradictions(series, [
        [55, "ServiceDown", []],
        [64, "ServiceDown", []],
        [65, "ServiceDown", [""]],
      ]),
    ).toBe("");
  });

  it("tell when all targets are gone, but not when there never was one", async () => {
    const series = { [`up{${down}, pod="a"}`]: "1x11 stale" };
    expect(await contradictions(series, [[65, "ServiceDown", [""]]])).toBe("");
    expect(await contradictions(series, [[3_000, "ServiceDown", [""]]], "5s")).toBe("");
    expect(await contradictions({}, [[600, "ServiceDown", []]])).toBe("");
  });

  it("tell when a tenth of events fail within a minute, though the first error makes a new series", async () => {
    const total = (code: string) =>
      `http_requests_total{${down}, method="GET", route="/", status_code="${code}"}`;
    // 20 requests a second; from 300 s on, all fail.
    const series = { [total("200")]: "0+100x60 6000x40", [total("500")]: "_x60 100+100x40" };
    expect(
      await contradictions(series, [
        [300, "HighErrorRatio", []],
        [310, "HighErrorRatio", ["availability"]],
      ]),
    ).toBe("");
  });

  it("mean nothing at low traffic", async () => {
    const total = (code: string) =>
      `http_requests_total{${down}, method="GET", route="/", status_code="${code}"}`;
    // Less than one request a second, all of them failed.
    const series = { [total("500")]: "0+4x100" };
    expect(await contradictions(series, [[400, "HighErrorRatio", []]])).toBe("");
  });

  it("do not take the life of a target that is new to Prometheus for a minute's events", async () => {
    const total = (code: string) =>
      `http_requests_total{${down}, method="GET", route="/", status_code="${code}"}`;
    const series = { [total("200")]: "_x20 900000+100x60", [total("500")]: "_x20 5000+0x60" };
    expect(
      await contradictions(series, [
        [105, "HighErrorRatio", []],
        [200, "HighErrorRatio", []],
      ]),
    ).toBe("");
  });
});
