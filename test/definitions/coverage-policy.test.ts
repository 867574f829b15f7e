import { describe, expect, it } from "vitest";
import { requiredPillars, wholePolicy } from "../../src/definitions/coverage-policy.ts";
import { coveragePolicy, defaultCoveragePolicy } from "../../src/definitions/index.ts";
import { PILLARS } from "../../src/definitions/pillar.ts";
import { diagnose, findings, platformOf, untyped, workspaceOf } from "../support/definitions.ts";

const application = (tier: "critical" | "low" | "standard") => ({ component: "application", tier }) as const;

describe("the default policy", () => {
  it("asks the more of a service, the more depends on it", () => {
    const [low, standard, critical] = (["low", "standard", "critical"] as const).map((tier) =>
      requiredPillars(undefined, application(tier)),
    );
    expect(low).toEqual(["metrics", "dashboard", "owner"]);
    expect(standard).toEqual(expect.arrayContaining([...(low ?? []), "slo", "ticket", "runbook"]));
    expect(critical).toEqual(expect.arrayContaining([...(standard ?? []), "page"]));
  });

  it("has every list in the order of reading", () => {
    for (const tier of ["critical", "standard", "low"] as const) {
      expect(defaultCoveragePolicy[tier]).toEqual(requiredPillars(undefined, application(tier)));
      expect(defaultCoveragePolicy[tier].length).toBeGreaterThan(2);
    }
  });
});

describe("a policy", () => {
  it("changes the tiers that it names, and no other", () => {
    const policy = { kind: "coveragePolicy", low: ["owner", "slo", "owner"], standard: [] } as const;
    expect(requiredPillars(policy, application("low"))).toEqual(["slo", "owner"]);
    expect(requiredPillars(policy, application("standard"))).toEqual([]);
    expect(wholePolicy(policy).critical).toEqual(defaultCoveragePolicy.critical);
    expect(wholePolicy({ kind: "coveragePolicy", critical: undefined }).critical).toEqual(
      defaultCoveragePolicy.critical,
    );
  });

  it("asks besides by what a service is", () => {
    const policy = { kind: "coveragePolicy", low: ["owner"], components: { gateway: ["probe"] } } as const;
    expect(requiredPillars(policy, { component: "gateway", tier: "low" })).toEqual(["probe", "owner"]);
    expect(requiredPillars(policy, application("low"))).toEqual(["owner"]);
  });

  it("may ask for every pillar", () => {
    expect(
      findings(workspaceOf({ platform: platformOf({ coverage: coveragePolicy({ low: PILLARS }) }) })),
    ).toEqual([]);
  });

  it("is refused with pillars, tiers and components that there are not", () => {
    const coverage = coveragePolicy(
      untyped({ critical: ["logz"], urgent: [], standard: "slo", components: { web: [] } }),
    );
    expect(findings(workspaceOf({ platform: platformOf({ coverage }) }))).toEqual(
      expect.arrayContaining([
        ["invalid-value", "platform.coverage.critical[0]"],
        ["invalid-value", "platform.coverage.standard"],
        ["unknown-key", "platform.coverage.urgent"],
      ]),
    );
  });

  it("tells what a component was meant to be, and which there are", () => {
    const coverage = coveragePolicy(untyped({ components: { aplication: [], web: [] } }));
    const found = diagnose(workspaceOf({ platform: platformOf({ coverage }) }));
    expect(found.map(({ code, hint, message }) => `${code}: ${message}. ${hint}`)).toMatchInlineSnapshot(`
      [
        "unknown-key: unknown key "aplication". Did you mean "application"?",
        "unknown-key: unknown key "web". Known: "application", "database", "gateway", "notification", "queue", "storage".",
      ]
    `);
  });
});
