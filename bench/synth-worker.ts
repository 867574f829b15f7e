/**
 * One run of the compiler on a workspace of a given size, to be measured from outside.
 * Usage: synth-worker rules|synth COUNT FOLDER
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toYaml } from "../src/artifacts/index.ts";
import { checkDefinition, compileDefinition } from "../src/cli/pipeline.ts";
import { teamRules } from "../src/compile/index.ts";
import { resolveWorkspace } from "../src/workspace/index.ts";
import { benchWorkspace } from "./workspace.ts";

const [step = "", count = "", folder = ""] = process.argv.slice(2);
const definition = benchWorkspace({ services: Number(count) });
process.stdout.write(JSON.stringify(step === "rules" ? writeRules() : await synth()));

/** What Sloth does: rule files, and nothing else. */
function writeRules() {
  const { draft, diagnostics } = checkDefinition(definition);
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  mkdirSync(folder, { recursive: true });
  let rules = 0;
  for (const environment of resolveWorkspace(draft).environments) {
    for (const team of environment.teams) {
      for (const { name, groups } of teamRules(environment, team)) {
        rules += groups.reduce((sum, group) => sum + group.rules.length, 0);
        writeFileSync(join(folder, `${name}.yaml`), toYaml({ groups: groups as never }));
      }
    }
  }
  return { rules };
}

/** Everything: checks, all pillars, all stacks. */
async function synth() {
  // As the command line does it: who writes rules waits for no Terraform.
  const { synthesize } = await import("../src/terraform/index.ts");
  const start = performance.now();
  const { artifacts, diagnostics } = compileDefinition(definition);
  if (artifacts === undefined) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  const compiled = performance.now();
  await synthesize(artifacts, folder);
  const end = performance.now();
  return { compileSeconds: (compiled - start) / 1_000, synthSeconds: (end - compiled) / 1_000 };
}
