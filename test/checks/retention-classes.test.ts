import { describe, expect, it } from "vitest";
import { defineEnvironment, inCluster, loki, s3 } from "../../src/definitions/index.ts";
import { resolveWorkspace } from "../../src/workspace/index.ts";
import { diagnose, draftOf, platformOf, production, serviceOf, workspaceOf } from "../support/definitions.ts";

const storage = s3({ bucket: "shop-logs", region: "eu-central-1" });
const platform = platformOf({ logs: loki({ replicas: 3, retentionClasses: { audit: "400d" }, storage }) });
const staging = defineEnvironment({
  name: "staging",
  cluster: inCluster(),
  platform: { logs: { retentionClasses: { short: "3d" } } },
});
const keeps = (retention: string) => serviceOf({ logs: { format: "json", retention } });

describe("retention classes", () => {
  it("are named by services, as are durations and what is the default", () => {
    for (const retention of ["audit", "default", "14d"]) {
      expect(diagnose(workspaceOf({ platform, services: [keeps(retention)] }))).toEqual([]);
    }
  });

  it("must be declared wherever the service runs", () => {
    const found = diagnose(
      workspaceOf({ platform, environments: [production, staging], services: [keeps("audit")] }),
    );
    expect(found.map(({ code, message, path }) => [code, path, message])).toEqual([
      [
        "unknown-retention-class",
        "services.checkout.logs.retention",
        'staging has no retention class "audit"',
      ],
    ]);
    const [misspelt] = diagnose(workspaceOf({ platform, services: [keeps("audits")] }));
    expect(misspelt?.hint).toContain('"audit"');
  });

  it("have a name of their own and last a day at least", () => {
    const said = (retentionClasses: Record<string, string>) =>
      diagnose(workspaceOf({ platform: platformOf({ logs: loki({ retentionClasses, storage }) }) })).map(
        ({ code }) => code,
      );
    expect(said({ default: "7d" })).toContain("invalid-name");
    expect(said({ "7d": "7d" })).toContain("invalid-name");
    expect(said({ short: "2h" })).toContain("invalid-duration");
  });

  it("become what the service's lines are kept for", () => {
    const kept = (retention: string) => {
      const draft = draftOf(workspaceOf({ platform, services: [keeps(retention)] }));
      const { logs } = resolveWorkspace(draft).environments[0]?.teams[0]?.services[0] ?? {};
      return [logs?.retentionClass, logs?.retention];
    };
    expect(kept("audit")).toEqual(["audit", "400d"]);
    expect(kept("14d")).toEqual(["14d", "14d"]);
    expect(kept("default")).toEqual(["default", "30d"]);
  });
});
