import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { benchWorkspace } from "../../bench/workspace.ts";
import { compileDefinition } from "../../src/cli/pipeline.ts";
import { artifactFiles, writeTree } from "../../src/files/index.ts";
import { compiledElkShop } from "../support/shop.ts";
import { run, tool } from "../support/tools.ts";

const { artifacts } = compileDefinition(benchWorkspace({ services: 6, teams: 2 }));
if (artifacts === undefined) {
  throw new Error("the workspace of the benchmarks has mistakes");
}
const files = artifactFiles(artifacts);
const [environment] = artifacts.environments;

let folder: string;
beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), "crowsnest-files-test-")), "out");
  writeTree(folder, files);
});
afterAll(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

function below(path: string): readonly string[] {
  const found = files.filter((file) => file.path.startsWith(`production/${path}/`));
  expect(found, path).not.toEqual([]);
  return found.map((file) => join(folder, file.path));
}

describe("artifacts in Elasticsearch as files", () => {
  it("are the bodies that its API takes, and what Kibana imports", async () => {
    const made = artifactFiles(await compiledElkShop());
    const paths = made.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)].sort());
    const folders = ["component-templates", "index-templates", "ingest-pipelines", "lifecycle-policies"];
    for (const name of folders) {
      const bodies = made.filter(({ path }) => path.startsWith(`production/elasticsearch/${name}/`));
      expect(bodies.length, name).toBeGreaterThan(1);
      for (const { content } of bodies) {
        expect(() => JSON.parse(content)).not.toThrow();
      }
    }
    const exported = made.find(({ path }) => path === "production/kibana/payments.ndjson")?.content ?? "";
    const objects = exported.trimEnd().split("\n");
    expect(objects.map((line) => JSON.parse(line).type)).toContain("dashboard");
    expect(paths.filter((path) => path.startsWith("production/collector/"))).toHaveLength(1);
  });
});

describe("artifacts as files", () => {
  it("are sorted by path, each path once", () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)].sort());
  });

  it("hold what the artifacts hold", () => {
    const values = new Map(
      files.map(({ path, content }) => {
        if (path.endsWith(".json")) {
          return [path, JSON.parse(content)];
        }
        const [document] = path.endsWith(".yaml") ? parseAllDocuments(content) : [];
        return [path, document?.toJS({ maxAliasCount: 0 })];
      }),
    );
    expect(values.get("production/alertmanager/alertmanager.yaml")).toEqual(environment?.alerting.config);
    for (const { name, values: chart } of environment?.platform.releases ?? []) {
      expect(values.get(`production/platform/values/${name}.yaml`)).toEqual(chart);
    }
    for (const { team, dashboards, prometheusRules } of environment?.teams ?? []) {
      for (const { name, json } of dashboards) {
        expect(values.get(`production/grafana/dashboards/${team}/${name}.json`)).toEqual(JSON.parse(json));
      }
      for (const { name, groups } of prometheusRules) {
        expect(values.get(`production/prometheus/rules/${name}.yaml`)).toEqual({ groups });
      }
    }
  });

  it("are Kubernetes objects that say what they are", () => {
    const objects = files.filter(({ path }) => path.startsWith("production/kubernetes/"));
    const kinds = objects.map(({ content }) => parseAllDocuments(content)[0]?.toJS().kind);
    expect(new Set(kinds)).toEqual(new Set(["Namespace", "NetworkPolicy", "ServiceMonitor"]));
    const policies = objects.filter(({ path }) => path.includes("/networkpolicies/"));
    expect(policies.some(({ content }) => content.includes("port: 9093"))).toBe(true);
  });

  it("are rule files to promtool", async () => {
    const { path } = await tool("promtool");
    const result = await run(path, ["check", "rules", ...below("prometheus/rules")]);
    expect(result, result.stderr).toMatchObject({ code: 0 });
  });

  it("are a configuration and templates to amtool", async () => {
    const { path } = await tool("amtool");
    const config = join(folder, "production/alertmanager/alertmanager.yaml");
    const result = await run(path, ["check-config", config]);
    expect(result, result.stderr).toMatchObject({ code: 0 });
    below("alertmanager/templates");
  });
});
