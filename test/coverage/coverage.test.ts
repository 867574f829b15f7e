import { describe, expect, it } from "vitest";
import type { EnvironmentArtifacts } from "../../src/artifacts/index.ts";
import { blackboxMetrics } from "../../src/catalogs/probes/blackbox.ts";
import { compileWorkspace } from "../../src/compile/index.ts";
import { coverage, PILLARS, type Pillar } from "../../src/coverage/index.ts";
import { probe, secretRef, slack } from "../../src/definitions/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../src/workspace/index.ts";
import { environmentOf, fullService, objectives, service } from "../support/services.ts";

/** The environment of these services, whose team a person hears of. */
function heardBySlack(services: readonly ResolvedService[]): ResolvedEnvironment {
  const { platform, ...rest } = environmentOf(services);
  const webhook = secretRef({ name: "alertmanager-receivers", key: "slack" });
  const receivers = [slack({ name: "pager", channel: "#alerts", webhook })];
  return { ...rest, platform: { ...platform, alertmanager: { ...platform.alertmanager, receivers } } };
}

function compiled(environment: ResolvedEnvironment): EnvironmentArtifacts {
  const [artifacts] = compileWorkspace({ environments: [environment] }).environments;
  if (artifacts === undefined) throw new Error("one environment is compiled");
  return artifacts;
}

const asked = probe({ objective: "99.9", url: "https://shop.example/health" });
const whole = fullService({ slos: [...objectives, asked] });
const artifacts = compiled(heardBySlack([whole, service({ name: "bare" })]));

/** How a service stands with a pillar. */
function pillarOf(environment: EnvironmentArtifacts, pillar: Pillar, name = "checkout") {
  return coverage(environment).find((row) => row.service === name)?.pillars[pillar];
}

describe("coverage", () => {
  const [bare, full] = coverage(artifacts);

  it("is whole for a service that declares everything", () => {
    expect(
      PILLARS.map((pillar) => `${pillar}: ${full?.pillars[pillar].note.replace(/-[0-9a-f]{8}/, "")}`),
    ).toMatchInlineSnapshot(`
      [
        "metrics: 11 metrics",
        "slo: 5 SLOs",
        "page: 20 alerts",
        "ticket: 18 alerts",
        "route: 38 of 38 alerts",
        "dashboard: production-service-checkout",
        "logs: json, 30d",
        "errors: checkout-production",
        "probe: 1 address",
        "runbook: 38 of 38 alerts",
        "owner: slack",
      ]
    `);
    expect(PILLARS.filter((pillar) => full?.pillars[pillar].covered !== true)).toEqual([]);
  });

  it("says what a bare service lacks", () => {
    const gaps = PILLARS.filter((pillar) => bare?.pillars[pillar].covered === false);
    expect(gaps.map((pillar) => `${pillar}: ${bare?.pillars[pillar].note}`)).toMatchInlineSnapshot(`
      [
        "metrics: declares none",
        "slo: has none",
        "page: nothing wakes anybody",
        "ticket: nothing asks to be mended",
        "route: no alert",
        "logs: declares none",
        "errors: not tracked",
        "probe: asked from nowhere",
        "runbook: no alert",
      ]
    `);
  });

  it("lacks a dashboard where none is made", () => {
    const teams = artifacts.teams.map((team) => ({ ...team, dashboards: [] }));
    expect(pillarOf({ ...artifacts, teams }, "dashboard")).toEqual({ covered: false, note: "has none" });
  });

  it("lacks an owner where only machines are told", () => {
    const environment = compiled(environmentOf([whole]));
    expect(pillarOf(environment, "owner")).toEqual({
      covered: false,
      note: "machines alone are told (webhook)",
    });
  });

  it("lacks runbooks as soon as one alert has none", () => {
    const environment = compiled(heardBySlack([fullService({ runbooks: undefined })]));
    expect(pillarOf(environment, "runbook")?.note).toMatch(/^\d+ of \d+ alerts have none$/);
  });

  it("is not asked from outside by saying that probes are read", () => {
    const environment = compiled(heardBySlack([service({ name: "checkout", metrics: blackboxMetrics })]));
    expect(pillarOf(environment, "probe")).toEqual({ covered: false, note: "asked from nowhere" });
  });

  it("lacks a probe that is another service's", () => {
    const other = fullService({ name: "catalog", slos: [asked] });
    const environment = compiled(heardBySlack([fullService(), other]));
    expect(pillarOf(environment, "probe")?.covered).toBe(false);
    expect(pillarOf(environment, "probe", "catalog")).toEqual({ covered: true, note: "1 address" });
  });

  it("follows routes in the configuration itself, and notices one that leads nowhere", () => {
    const config = { route: { receiver: "nobody" }, receivers: [{ name: "nobody" }] };
    const broken: EnvironmentArtifacts = { ...artifacts, alerting: { ...artifacts.alerting, config } };
    const lost = (pillar: Pillar) => {
      const { covered, note } = pillarOf(broken, pillar) ?? {};
      return [covered, note?.replace(/\d+/, "N")];
    };
    expect(lost("route")).toEqual([false, expect.stringMatching(/reaches nobody$/)]);
    expect(lost("page")).toEqual([false, "none of N alerts reaches anybody"]);
    expect(lost("ticket")).toEqual([false, "none of N alerts reaches anybody"]);
    expect(lost("owner")).toEqual([false, "nobody is told"]);
  });

  it("tells a service without tickets from one without pages", () => {
    const without = (severity: string): EnvironmentArtifacts => ({
      ...artifacts,
      teams: artifacts.teams.map((team) => ({
        ...team,
        logRules: null,
        prometheusRules: team.prometheusRules.map((object) => ({
          ...object,
          groups: object.groups.map((group) => ({
            ...group,
            rules: group.rules.filter((rule) => rule.labels?.severity !== severity),
          })),
        })),
      })),
    });
    const [noTicket, noPage] = [without("warning"), without("critical")];
    expect([pillarOf(noTicket, "ticket")?.covered, pillarOf(noTicket, "page")?.covered]).toEqual([
      false,
      true,
    ]);
    expect([pillarOf(noPage, "ticket")?.covered, pillarOf(noPage, "page")?.covered]).toEqual([true, false]);
  });

  it("carries what is required and what is waived, in the order of reading", () => {
    const waivers = [{ kind: "waiver", pillar: "logs", reason: "None yet.", until: "2027-01-31" }] as const;
    const required = ["owner", "logs", "slo"] as const;
    const environment = compiled(heardBySlack([service({ requiredPillars: required, waivers })]));
    const [row] = coverage(environment);
    expect(row?.required).toEqual(["slo", "logs", "owner"]);
    expect(row?.waivers).toEqual([{ pillar: "logs", reason: "None yet.", until: "2027-01-31" }]);
  });
});
