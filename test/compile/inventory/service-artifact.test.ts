import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { serviceArtifact } from "../../../src/compile/inventory/index.ts";
import { fullService, service } from "../../support/services.ts";

describe("a service in words", () => {
  const full = serviceArtifact(fullService());

  it("is plain data with sorted keys, whatever the service has", () => {
    expect(canonicalOffence(full)).toBeUndefined();
    expect(canonicalOffence(serviceArtifact(service()))).toBeUndefined();
  });

  it("says what each objective counts and allows", () => {
    expect(
      full.slos.map(({ name, budgetMinutes, indicator }) => [name, budgetMinutes, indicator]),
    ).toMatchInlineSnapshot(`
      [
        [
          "availability",
          "43.2",
          "bad are the events of http_requests_total with status_code =~ "5.."",
        ],
        [
          "latency",
          "432",
          "good are the events of http_request_duration_seconds that took at most 300ms",
        ],
        [
          "payments-succeed",
          "20.16",
          "good are the events of http_requests_total where route = "/pay" with status_code !~ "5..|429"",
        ],
        [
          "rpc-latency",
          "2160",
          "good are the events of rpc_server_duration_seconds where rpc_method = "Pay" that took at most 250ms",
        ],
      ]
    `);
  });

  it("says by what an objective is grouped", () => {
    const slos = fullService().slos.map((slo) => ({ ...slo, by: ["tenant", "route"] }));
    const [first] = serviceArtifact(service({ slos })).slos;
    expect(first?.indicator).toMatch(
      /with status_code =~ "5\.\."; each tenant and route has a budget of its own$/,
    );
  });

  it("says at which burn rates somebody is told", () => {
    expect(full.slos[0]?.tiers.map(({ factor, severity }) => `${factor} ${severity}`)).toEqual([
      "14.4 critical",
      "6 critical",
      "3 warning",
      "1 warning",
    ]);
  });

  it("says the factors that the rules have, for tiers that fit into the period", () => {
    const slos = fullService().slos.slice(0, 1);
    const tiers = (window: string) =>
      serviceArtifact(service({ slos: slos.map((slo) => ({ ...slo, window })) })).slos[0]?.tiers;
    expect(tiers("7d")?.map(({ factor }) => factor)).toEqual(["3.36", "1.4", "1", "1"]);
    expect(tiers("1d")?.map(({ name }) => name)).toEqual(["page-fast", "page-slow", "ticket-fast"]);
  });
});
