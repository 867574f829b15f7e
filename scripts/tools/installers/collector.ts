import { rm } from "node:fs/promises";
import { join } from "node:path";
import { executableName } from "../cache.ts";
import type { CollectorWay } from "../registry.ts";
import { lastLines, run } from "../run.ts";
import { BUILD_LIMIT_MS, prepareModule } from "./go.ts";
import type { InstallRequest, Outcome } from "./request.ts";

const BUILDER = "go.opentelemetry.io/collector/cmd/builder";

/**
 * Puts a collector together with OpenTelemetry's own builder, from the components that `builder.yaml` names. The
 * builder only writes the program; its module is the pinned one, so that nothing newer gets in.
 */
export async function installWithCollectorBuilder(request: InstallRequest<CollectorWay>): Promise<Outcome> {
  const { tool, way, step } = request;
  const prepared = await prepareModule(request, way.folder, ["go.mod", "go.sum", "builder.yaml"]);
  if ("reason" in prepared) return prepared;
  const { bin, env, go, module, version } = prepared;

  step(
    `building an OpenTelemetry Collector ${way.version} with Go ${version}, minutes when Go's cache is cold`,
  );
  const program = join(bin, executableName(tool.programs[0]));
  const steps: readonly (readonly string[])[] = [
    ["run", "-mod=readonly", BUILDER, "--config=builder.yaml", "--skip-get-modules", "--skip-compilation"],
    ["build", "-mod=readonly", "-ldflags=-s -w", "-o", program, "./collector"],
  ];
  for (const args of steps) {
    const done = await run(go, args, { cwd: module, env, timeoutMs: BUILD_LIMIT_MS });
    if (done.code !== 0)
      return { reason: `go ${args[0]} failed with exit ${done.code}:\n${lastLines(done)}` };
    // The builder writes a module of its own around the program; without it the program belongs to the pinned one.
    await rm(join(module, "collector", "go.mod"), { force: true });
  }
  return { staged: program };
}
