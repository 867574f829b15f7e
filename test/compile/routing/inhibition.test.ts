import { describe, expect, it } from "vitest";
import { alertingArtifact } from "../../../src/compile/routing/index.ts";
import { simulator } from "../../../src/routing/index.ts";
import { findings, serviceOf, servicesOf } from "../../support/definitions.ts";
import { environmentOf, service } from "../../support/services.ts";

const database = service({ name: "database", tier: "critical" });
const checkout = service({ name: "checkout", dependsOn: ["database"], quietWhileDown: ["database"] });
const { config } = alertingArtifact(environmentOf([database, checkout]));
const simulated = simulator(config);

const alertOf = (name: string, alertname: string, severity = "critical", more = {}) => ({
  alertname,
  environment: "production",
  service: name,
  severity,
  team: "payments",
  ...more,
});
const quiet = (
  labels: Readonly<Record<string, string>>,
  firing: readonly Readonly<Record<string, string>>[],
) => (simulated.deliveries(labels, { firing, at: new Date() })[0]?.inhibitedBy.length ?? 0) > 0;

describe("what is not told while something worse is", () => {
  it("is a lesser alert of the same service, and no other", () => {
    const firing = [alertOf("checkout", "A")];
    expect(quiet(alertOf("checkout", "B", "warning"), firing)).toBe(true);
    expect(quiet(alertOf("checkout", "B", "critical"), firing)).toBe(false);
    expect(quiet(alertOf("catalog", "B", "warning"), firing)).toBe(false);
    expect(quiet({ ...alertOf("checkout", "B", "warning"), environment: "staging" }, firing)).toBe(false);
  });

  it("is a burn of the budget that a fast alert has told of, for the same SLO", () => {
    const firing = [alertOf("checkout", "HighErrorRatio", "critical", { slo: "availability" })];
    const burn = (slo: string) => alertOf("checkout", "ErrorBudgetBurn", "critical", { slo });
    expect(quiet(burn("availability"), firing)).toBe(true);
    expect(quiet(burn("payments"), firing)).toBe(false);
  });

  it("is no alert that is worse, whatever an override made of the one that speaks for it", () => {
    const slo = { slo: "availability" };
    const page = alertOf("checkout", "ErrorBudgetBurn", "critical", { ...slo, tier: "page-slow" });
    for (const severity of ["warning", "info"]) {
      expect(quiet(page, [alertOf("checkout", "HighErrorRatio", severity, slo)])).toBe(false);
      const faster = alertOf("checkout", "ErrorBudgetBurn", severity, { ...slo, tier: "page-fast" });
      expect(quiet(page, [faster])).toBe(false);
      expect(quiet(page, [{ ...faster, severity: "critical" }])).toBe(true);
      expect(
        quiet(alertOf("checkout", "HighErrorRatio"), [alertOf("database", "ServiceDown", severity)]),
      ).toBe(false);
    }
  });

  it("is every alert of a service that chose so, while its dependency is down", () => {
    const down = alertOf("database", "ServiceDown");
    expect(quiet(alertOf("checkout", "HighErrorRatio"), [down])).toBe(true);
    expect(quiet(alertOf("checkout", "HighErrorRatio"), [alertOf("database", "Other")])).toBe(false);
    expect(quiet(down, [down, alertOf("checkout", "ServiceDown")])).toBe(false);
  });

  it("is never decided by labels that both lack", () => {
    const bare = { alertname: "A", severity: "critical" };
    expect(quiet({ alertname: "B", severity: "warning" }, [bare])).toBe(false);
    expect(quiet(alertOf("checkout", "B", "warning"), [bare])).toBe(false);
    expect(
      quiet({ alertname: "B", severity: "warning", team: "payments" }, [{ ...bare, team: "payments" }]),
    ).toBe(false);
  });

  it("is for the stack's own alerts the same alert on the same subject", () => {
    const disk = (severity: string, device: string) => ({
      alertname: "NodeFilesystemSpaceFillingUp",
      device,
      instance: "a",
      namespace: "monitoring",
      severity,
    });
    expect(quiet(disk("warning", "sda"), [disk("critical", "sda")])).toBe(true);
    expect(quiet(disk("warning", "sdb"), [disk("critical", "sda")])).toBe(false);
    const unsent = (severity: string, integration: string) => ({
      alertname: "AlertmanagerClusterFailedToSendAlerts",
      integration,
      severity,
    });
    expect(quiet(unsent("warning", "slack"), [unsent("critical", "slack")])).toBe(true);
    expect(quiet(unsent("warning", "email"), [unsent("critical", "slack")])).toBe(false);
  });
});

describe("being quiet while a dependency is down", () => {
  const needs = (tier: "critical" | "standard", dependsOn: boolean) => {
    const database_ = serviceOf({ name: "database", tier });
    const checkout_ = serviceOf({
      name: "checkout",
      ...(dependsOn && { dependsOn: [database_] }),
      quietWhileDown: [database_],
    });
    return findings(servicesOf(database_, checkout_));
  };

  it("must be for a dependency that is known to be down", () => {
    expect(needs("critical", true)).toEqual([]);
    const place = ["quiet-without-reason", "services.checkout.quietWhileDown[0]"];
    expect(needs("critical", false)).toEqual([place]);
    expect(needs("standard", true)).toEqual([place]);
  });
});
