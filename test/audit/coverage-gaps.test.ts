import { describe, expect, it } from "vitest";
import { compileDefinition } from "../../src/cli/pipeline.ts";
import {
  coveragePolicy,
  defineEnvironment,
  inCluster,
  type PlatformOptions,
  type ServiceOptions,
  waiver,
} from "../../src/definitions/index.ts";
import { platformOf, production, serviceOf, workspaceOf } from "../support/definitions.ts";

const staging = (coverage?: PlatformOptions["coverage"]) =>
  defineEnvironment({
    name: "staging",
    cluster: inCluster(),
    ...(coverage !== undefined && { platform: { coverage } }),
  });

/** What the audit says of a service under a policy. */
function said(
  coverage: PlatformOptions["coverage"],
  service: Partial<ServiceOptions<Record<never, never>>> = {},
  environments = [production, staging()],
) {
  const platform = platformOf(coverage === undefined ? {} : { coverage });
  const { diagnostics, artifacts } = compileDefinition(
    workspaceOf({ platform, environments, services: [serviceOf(service)] }),
  );
  // Gaps forbid nothing: what is there is deployed.
  expect(artifacts).toBeDefined();
  return diagnostics
    .filter(({ code }) => /^(coverage|waiver)-/.test(code))
    .map(({ code, message, path }) => `${path} ${code}: ${message}`);
}

const excuse = { reason: "Soon.", until: "2027-01-31" };

describe("gaps in coverage", () => {
  it("are none where nobody declared a policy", () => {
    expect(said(undefined)).toEqual([]);
  });

  it("are told once for each pillar, with the environments", () => {
    expect(said(coveragePolicy({ standard: ["logs", "owner", "errors", "dashboard"] }))).toEqual([
      "services.checkout.tier coverage-gap: the policy asks for errors, which the service has not in production, staging: not tracked",
      "services.checkout.tier coverage-gap: the policy asks for logs, which the service has not in production, staging: declares none",
    ]);
  });

  it("are by tier, and by what the service is", () => {
    const policy = coveragePolicy({
      critical: ["logs"],
      standard: [],
      low: ["errors"],
      components: { gateway: ["probe"] },
    });
    expect(said(policy)).toEqual([]);
    expect(said(policy, { component: "gateway" })).toEqual([expect.stringContaining("asks for probe")]);
    expect(said(policy, { tier: "low" })).toEqual([expect.stringContaining("asks for errors")]);
  });

  it("are by environment, whose tiers take the place of the platform's", () => {
    const policy = coveragePolicy({ standard: ["logs"] });
    expect(said(policy, {}, [production, staging(coveragePolicy({ standard: [] }))])).toEqual([
      expect.stringMatching(/has not in production: declares none$/),
    ]);
    expect(said(undefined, {}, [production, staging(coveragePolicy({ standard: ["logs"] }))])).toEqual([
      expect.stringMatching(/has not in staging: declares none$/),
    ]);
  });

  it("are excused by a waiver, whatever the day", () => {
    const policy = coveragePolicy({ standard: ["logs"] });
    expect(said(policy, { waivers: [waiver("logs", excuse)] })).toEqual([]);
    expect(said(policy, { waivers: [waiver("logs", { ...excuse, until: "2001-01-31" })] })).toEqual([]);
  });
});

describe("a waiver", () => {
  it("of what is there is not needed", () => {
    const policy = coveragePolicy({ standard: ["logs", "owner"] });
    const service = { logs: { format: "json" as const }, waivers: [waiver("logs", excuse)] };
    expect(said(policy, service)).toEqual([
      "services.checkout.waivers[0] waiver-unneeded: the service needs no waiver of logs: it has it",
    ]);
    expect(
      said(coveragePolicy({ standard: ["dashboard"] }), { waivers: [waiver("dashboard", excuse)] }),
    ).toEqual([expect.stringContaining("waiver of dashboard: it has it")]);
  });

  it("of what nobody asks for is not needed, also under the default policy", () => {
    for (const policy of [undefined, coveragePolicy({ critical: ["errors"] })]) {
      expect(said(policy, { waivers: [waiver("errors", excuse)] })).toContain(
        "services.checkout.waivers[0] waiver-unneeded: the service needs no waiver of errors: no policy asks it for that",
      );
    }
    expect(said(undefined, { waivers: [waiver("slo", excuse)] })).toEqual([]);
  });

  it("is needed where one environment asks", () => {
    const environments = [production, staging(coveragePolicy({ standard: ["errors"] }))];
    expect(said(undefined, { waivers: [waiver("errors", excuse)] }, environments)).toEqual([]);
  });
});
