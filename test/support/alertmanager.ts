import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "../../src/artifacts/index.ts";
import { type RunResult, run, tool } from "./tools.ts";

/** Writes a configuration where Alertmanager's tools can read it; JSON is YAML. */
export async function configFile(config: JsonObject): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "crowsnest-alertmanager-")), "alertmanager.yaml");
  await writeFile(file, JSON.stringify(config));
  return file;
}

/** What `amtool check-config` says of a configuration. */
export async function checkConfig(config: JsonObject): Promise<RunResult> {
  return run((await tool("amtool")).path, ["check-config", await configFile(config)]);
}

/** Names of the receivers that `amtool config routes test` finds for a set of labels. */
export async function routesTest(
  file: string,
  labels: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const set = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const result = await run((await tool("amtool")).path, [
    "config",
    "routes",
    "test",
    `--config.file=${file}`,
    ...set,
  ]);
  if (result.code !== 0) {
    throw new Error(result.stderr);
  }
  return result.stdout.trim().split(",");
}
