import { join } from "node:path";
import { compileConfig } from "../../src/cli/pipeline.ts";
import { Prometheus } from "../slo/prometheus.ts";
import { HOURS, writeExample } from "./real-data.ts";

/** A Prometheus that holds the last hours of the example's production, until now. */
export async function examplePrometheus(root: string): Promise<Prometheus> {
  const { artifacts, workspace } = await compileConfig(join(root, "examples", "shop"));
  const isProduction = (one: { readonly name?: string; readonly environment?: string }) =>
    (one.name ?? one.environment) === "production";
  const environment = workspace?.environments.find(isProduction);
  const made = artifacts?.environments.find(isProduction);
  if (environment === undefined || made === undefined) throw new Error("the example has a production");
  const prometheus = await Prometheus.start();
  const now = Math.floor(Date.now() / 60_000) * 60;
  await writeExample(prometheus, environment, made, now - HOURS * 3_600);
  return prometheus;
}
