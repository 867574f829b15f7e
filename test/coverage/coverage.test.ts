import { describe, expect, it } from "vitest";
import type { EnvironmentArtifacts } from "../../src/artifacts/index.ts";
import { compileWorkspace } from "../../src/compile/index.ts";
import { coverage, PILLARS } from "../../src/coverage/index.ts";
import { environmentOf, fullService, service } from "../support/services.ts";

const environment = environmentOf([fullService(), service({ name: "bare" })]);
const [artifacts] = compileWorkspace({ environments: [environment] }).environments;
if (artifacts === undefined) throw new Error("one environment is compiled");

describe("coverage", () => {
  const [bare, full] = coverage(artifacts);

  it("is whole for a service that declares everything", () => {
    expect(PILLARS.filter((pillar) => full?.pillars[pillar].covered !== true)).toEqual([]);
  });

  it("says what a bare service lacks", () => {
    const gaps = PILLARS.filter((pillar) => bare?.pillars[pillar].covered === false);
    expect(gaps.map((pillar) => `${pillar}: ${bare?.pillars[pillar].note}`)).toMatchInlineSnapshot(`
      [
        "metrics: declares none",
        "slo: has none",
        "page: nothing wakes anybody",
        "route: no alert",
        "logs: declares none",
        "errors: not tracked",
        "runbook: no alert",
      ]
    `);
  });

  it("follows routes in the configuration itself, and notices one that leads nowhere", () => {
    const config = { route: { receiver: "nobody" }, receivers: [{ name: "nobody" }] };
    const broken: EnvironmentArtifacts = { ...artifacts, alerting: { ...artifacts.alerting, config } };
    const row = coverage(broken).find(({ service: name }) => name === "checkout");
    expect(row?.pillars.route.covered).toBe(false);
    expect(row?.pillars.route.note).toMatch(/reaches nobody$/);
  });
});
