import { describe, expect, it } from "vitest";
import { compileDefinition } from "../../src/cli/pipeline.ts";
import {
  alert,
  availability,
  counter,
  defineEnvironment,
  errorRatio,
  inCluster,
  panel,
  promql,
  row,
  timeSlices,
} from "../../src/definitions/index.ts";
import { production, serviceOf, servicesOf, workspaceOf } from "../support/definitions.ts";

const metrics = { requests: counter("http_requests_total", { labels: ["code"] }) };

function said(text: string, drawn = "slo:error_budget_remaining:period") {
  const service = serviceOf({
    metrics,
    slos: ({ requests }) => [availability({ objective: "99.9", total: requests, bad: { code: /5../ } })],
    alerts: [alert("BudgetGone", { when: promql(text), severity: "warning", summary: "a" })],
    rows: [row("Budget", [panel("Left", { of: promql(drawn), description: "a" })])],
  });
  return compileDefinition(servicesOf(service)).diagnostics.map(
    ({ code, hint, message, path }) => `${code} ${path}: ${message} ${hint}`,
  );
}

describe("what rules record of SLOs", () => {
  it("may be read by its name", () => {
    expect(said('slo:error_budget_remaining:period{service="checkout"} < 0.1')).toEqual([]);
  });

  it("is what some rule records", () => {
    expect(said("slo:error_budget_remaining:periods < 0.1", "slo:error_budget:rate")).toEqual([
      expect.stringMatching(
        /^unknown-recording-rule services\.checkout\.alerts\.BudgetGone: .*"slo:error_budget_remaining:periods" in "production" Did you mean "slo:error_budget_remaining:period"/,
      ),
      expect.stringMatching(/^unknown-recording-rule services\.checkout\.rows\.?\[?0/),
    ]);
  });

  it("is what other objectives are made of", () => {
    const service = serviceOf({
      slos: [
        errorRatio({ name: "ratio", objective: "99", ratio: promql("slo:sli_error:ratio_rate5") }),
        timeSlices({ name: "slices", objective: "99", good: promql("slo:sli_error:rate < 0.1") }),
      ],
    });
    const found = compileDefinition(servicesOf(service)).diagnostics;
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ["unknown-recording-rule", "services.checkout.slos.ratio"],
      ["unknown-recording-rule", "services.checkout.slos.slices"],
    ]);
  });

  it("is told once for all environments, with nothing but series of SLOs to choose from", () => {
    const staging = defineEnvironment({ name: "staging", cluster: inCluster() });
    const service = serviceOf({
      metrics,
      slos: ({ requests }) => [availability({ objective: "99.9", total: requests, bad: { code: /5../ } })],
      alerts: [alert("BudgetGone", { when: promql("slo:x:y < 1"), severity: "warning", summary: "a" })],
    });
    const found = compileDefinition(
      workspaceOf({ environments: [production, staging], services: [service] }),
    ).diagnostics;
    expect(found.map(({ hint, message }) => `${message}. ${hint}`)).toMatchInlineSnapshot(`
      [
        "no rule records the series "slo:x:y" in "production", "staging". Known: "slo:error_budget:ratio", "slo:error_budget_remaining:period", "slo:events:increase1d", "slo:events:increase1h", "slo:events:increase30d", "slo:events:increase30m", "slo:events:increase3d", "slo:events:increase5m", "slo:events:increase6h".",
      ]
    `);
  });
});
