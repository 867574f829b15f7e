import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atMost, type Figure, told } from "./figure.ts";
import { type Measurement, measure, median } from "./measure.ts";
import { benchWorker } from "./worker.ts";

const RUNS = 3;
const BIN = fileURLToPath(new URL("../bin/crowsnest.js", import.meta.url));

/** Time of `crowsnest check` as a user runs it: the process's start, loading TypeScript and every check. */
export async function figures(): Promise<readonly Figure[]> {
  await using worker = await benchWorker("workspace.ts");
  const scratch = await mkdtemp(join(tmpdir(), "crowsnest-check-"));
  try {
    const few = await check(worker.path, scratch, 100);
    const many = await check(worker.path, scratch, 1_000);
    return [
      atMost("crowsnest check, 100 services", few.seconds, 1, "s"),
      atMost("crowsnest check, 1,000 services", many.seconds, 5, "s"),
      told("crowsnest check, 1,000 services, peak memory", many.peakMegabytes, "MB"),
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function check(workspace: string, scratch: string, services: number): Promise<Measurement> {
  const folder = join(scratch, String(services));
  await mkdir(folder);
  const lines = [
    `import { benchWorkspace } from ${JSON.stringify(workspace)};`,
    `export default benchWorkspace({ services: ${services} });`,
  ];
  const config = join(folder, "crowsnest.config.ts");
  await writeFile(config, `${lines.join("\n")}\n`);
  const runs: Measurement[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    runs.push(await measure(process.execPath, [BIN, "check", "--config", config]));
  }
  return median(runs);
}
