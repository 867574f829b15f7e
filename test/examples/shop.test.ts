import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import shop from "../../examples/shop/crowsnest.config.ts";
import { canonicalOffence } from "../../src/artifacts/index.ts";
import { compileWorkspace } from "../../src/compile/index.ts";
import { resolveWorkspace } from "../../src/workspace/index.ts";
import { diagnose, draftOf } from "../support/definitions.ts";
import { run, tool } from "../support/tools.ts";

const workspace = resolveWorkspace(draftOf(shop));
const { environments } = compileWorkspace(workspace);
const services = workspace.environments.flatMap(({ teams }) => teams.flatMap((team) => team.services));

describe("the shop", () => {
  it("has no mistake", () => {
    expect(diagnose(shop)).toEqual([]);
  });

  it("is a gateway, services of different runtimes, a database, storage, a queue and notifications", () => {
    expect(environments.map(({ environment }) => environment)).toEqual(["production", "staging"]);
    expect(new Set(services.map(({ component }) => component))).toEqual(
      new Set(["application", "database", "gateway", "notification", "queue", "storage"]),
    );
    const runtimes = services.flatMap(({ errors }) => errors?.platform ?? []);
    expect(new Set(runtimes)).toEqual(new Set(["node", "go", "java-spring-boot", "python"]));
  });

  it("watches every service: metrics, an objective, alerts, logs and a runbook", () => {
    expect(services.length).toBeGreaterThan(10);
    for (const { name, metrics, slos, alerts, logs, runbooks, description } of services) {
      expect(Object.keys(metrics).length, name).toBeGreaterThan(2);
      expect(slos.length, name).toBeGreaterThan(0);
      expect(alerts.length, name).toBeGreaterThan(0);
      expect([logs, runbooks, description].includes(undefined), name).toBe(false);
    }
  });

  it("compiles to plain data, the same each time", () => {
    expect(environments.map((environment) => canonicalOffence(environment))).toEqual([undefined, undefined]);
    expect(JSON.stringify(compileWorkspace(resolveWorkspace(draftOf(shop))).environments)).toBe(
      JSON.stringify(environments),
    );
  });

  it("gives rules that promtool takes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "crowsnest-shop-test-"));
    try {
      const files = environments.flatMap(({ teams }) =>
        teams.flatMap(({ prometheusRules }) =>
          prometheusRules.map(({ name, groups }) => {
            writeFileSync(join(folder, `${name}.json`), JSON.stringify({ groups }));
            return join(folder, `${name}.json`);
          }),
        ),
      );
      expect(files.length).toBeGreaterThanOrEqual(6);
      const promtool = await tool("promtool");
      const { code, stderr } = await run(promtool.path, ["check", "rules", ...files]);
      expect([code, stderr]).toEqual([0, ""]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("is what its README says", () => {
    const readme = readFileSync(new URL("../../examples/shop/README.md", import.meta.url), "utf8");
    const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| .+ \| ([a-z]+) +\| ([a-z]+) +\|$/gm)];
    const told = rows.map(([, name, team, tier]) => `${name} ${team} ${tier}`).sort();
    expect(told).toEqual(
      [...new Set(services.map(({ name, team, tier }) => `${name} ${team} ${tier}`))].sort(),
    );
  });
});
