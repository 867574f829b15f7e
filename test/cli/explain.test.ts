import { describe, expect, it } from "vitest";
import { crowsnest, workspace } from "./support.ts";

describe("crowsnest explain", () => {
  it("shows an alert from its definition to whoever hears of it", async () => {
    const folder = workspace("valid");
    const ids = await crowsnest(folder, ["explain"]);
    expect(ids.code).toBe(0);
    expect(ids.stdout).toContain("ErrorBudgetBurn/availability/page-fast\n");
    const one = await crowsnest(folder, ["explain", "ErrorBudgetBurn/availability/page-fast"]);
    expect(one.stdout).toMatchInlineSnapshot(`
      "ErrorBudgetBurn/availability/page-fast of checkout in production: critical
        defined    services.checkout.slos.availability (crowsnest.config.ts:39:5)
        condition  slo:events:increase1h{environment="production",outcome="bad",service="checkout",slo="availability"} / ignoring (outcome) slo:events:increase1h{environment="production",outcome="total",service="checkout",slo="availability"} > 0.0144 and on () slo:events:increase5m{environment="production",outcome="bad",service="checkout",slo="availability"} / ignoring (outcome) slo:events:increase5m{environment="production",outcome="total",service="checkout",slo="availability"} > 0.0144 and on () slo:events:increase1h{environment="production",outcome="bad",service="checkout",slo="availability"} >= 5
        evaluated  every 30s in checkout.slo.availability, and 5m longer than it holds
        told       payments/critical (slack) after 0s, again every 1h
        quiet      while there is alertname="HighErrorRatio", slo!="" of the same environment, service, severity, slo
        in time    101 s at most, no limit: detection 52s + scrape 5s + scrape timeout 3s + evaluation 30s + grouping 10s + delivery 1s
      "
    `);
    expect({ code: one.code, stderr: one.stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("gives it to programs as data", async () => {
    const { code, stdout } = await crowsnest(workspace("valid"), ["explain", "ErrorBudgetBurn", "--json"]);
    const { alerts } = JSON.parse(stdout) as { alerts: readonly unknown[] };
    expect(code).toBe(0);
    expect(alerts.length).toBeGreaterThan(3);
    expect(alerts[0]).toMatchObject({
      definition: {
        path: expect.stringContaining("slos.availability"),
        source: { line: expect.any(Number) },
      },
      deliveries: [{ integrations: [expect.any(String)] }],
      latency: { seconds: expect.any(Number), limitSeconds: null },
      name: "ErrorBudgetBurn",
    });
  });

  it("suggests an alert that there is", async () => {
    const { code, stdout, stderr } = await crowsnest(workspace("valid"), ["explain", "ErrorBudgetBurns"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe('There is no alert "ErrorBudgetBurns". Did you mean "ErrorBudgetBurn"?\n');
  });

  it("says when there is no alert to list", async () => {
    const { code, stdout, stderr } = await crowsnest(workspace("valid"), ["explain", "--service", "nobody"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe('There is no alert of a service "nobody".\n');
  });
});
