import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Artifacts } from "../../src/artifacts/index.ts";
import { offlinePlan } from "../../src/plan/index.ts";
import { synthesize } from "../../src/terraform/index.ts";
import { compiledElkShop } from "../support/shop.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { tool } from "../support/tools.ts";

let artifacts: Artifacts;
beforeAll(async () => {
  artifacts = await compiledElkShop();
});

async function plan(of: Artifacts, stacks?: readonly string[]) {
  const synthDir = join(temporaryFolder(), "out");
  synthesize(of, synthDir);
  const { path: terraform } = await tool("terraform");
  const result = await offlinePlan({
    apply: true,
    synthDir,
    terraform,
    validate: true,
    ...(stacks && { stacks }),
  });
  if (result.kind === "nothing") throw new Error(result.reason);
  return result;
}

describe("the example in Elasticsearch", () => {
  it("is planned and applied by the real Terraform, stack by stack, and then there is nothing to do", async () => {
    const { ok, stacks } = await plan(artifacts);
    expect(stacks.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    expect(ok).toBe(true);
    expect(stacks.map(({ name }) => name)).toContain("production-logs");
    const logs = stacks.find(({ name }) => name === "production-logs");
    const kinds = new Set(logs?.resources.map(({ address }) => address.split(".", 1)[0]));
    expect([...kinds].sort()).toEqual([
      "elasticstack_elasticsearch_component_template",
      "elasticstack_elasticsearch_data_stream",
      "elasticstack_elasticsearch_index_lifecycle",
      "elasticstack_elasticsearch_index_template",
      "elasticstack_elasticsearch_ingest_pipeline",
      "helm_release",
    ]);
  });

  it("is refused where a server would refuse it", async () => {
    const broken: Artifacts = {
      environments: artifacts.environments.map((environment) => ({
        ...environment,
        elasticsearch: environment.elasticsearch && {
          ...environment.elasticsearch,
          dataStreams: ["logs-Checkout"],
        },
      })),
    };
    const { ok, stacks } = await plan(broken, ["production-logs"]);
    expect(ok).toBe(false);
    expect(JSON.stringify(stacks[0]?.diagnostics)).toContain("no name of a data stream");
  });
});
