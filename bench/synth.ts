import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureTool } from "../scripts/tools/ensure.ts";
import { atMost, type Figure, told } from "./figure.ts";
import { type Measurement, measure, median } from "./measure.ts";
import { slothServices, writeSlothSpecs } from "./sloth.ts";
import { benchWorker } from "./worker.ts";

const SERVICES = 1_000;
const MANY_SERVICES = 10_000;
const RUNS = 3;

/**
 * Time and memory of whole processes: rule files beside `sloth generate` for the same 3,000 SLOs, taken in turn,
 * and the synth of every stack, for 1,000 and for 10,000 services.
 */
export async function figures(): Promise<readonly Figure[]> {
  const sloth = await ensureTool("sloth");
  await using worker = await benchWorker("synth-worker.ts");
  const scratch = await mkdtemp(join(tmpdir(), "crowsnest-bench-"));
  try {
    const specs = join(scratch, "specs");
    await writeSlothSpecs(specs, slothServices(SERVICES));
    const ours = (step: string, count: number, run: number) =>
      measure(process.execPath, [worker.path, step, String(count), join(scratch, `${step}-${count}-${run}`)]);
    const theirs = async (run: number) => {
      const out = join(scratch, `sloth-${run}`);
      await mkdir(out);
      return measure(sloth.path, ["generate", "-i", specs, "-o", out]);
    };

    const pairs: { readonly rules: Measurement; readonly sloth: Measurement }[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      pairs.push({ rules: await ours("rules", SERVICES, run), sloth: await theirs(run) });
    }
    const rules = median(pairs.map((pair) => pair.rules));
    const generate = median(pairs.map((pair) => pair.sloth));
    const ratio = median(pairs.map((pair) => ({ seconds: pair.rules.seconds / pair.sloth.seconds }))).seconds;

    const synths: Measurement[] = [];
    for (let run = 0; run < RUNS; run += 1) synths.push(await ours("synth", SERVICES, run));
    const synth = median(synths);
    const many = await ours("synth", MANY_SERVICES, 0);
    const written = JSON.parse(rules.stdout) as { readonly rules: number };
    const inside = JSON.parse(synth.stdout) as {
      readonly compileSeconds: number;
      readonly synthSeconds: number;
    };

    return [
      told("rules written for 3,000 SLOs and 1,000 alerts", written.rules),
      told("sloth generate, 3,000 SLOs", generate.seconds, "s"),
      told("sloth generate, peak memory", generate.peakMegabytes, "MB"),
      told("rule files from definitions, whole process", rules.seconds, "s"),
      told("rule files, peak memory", rules.peakMegabytes, "MB"),
      atMost("rule files beside sloth generate, ratio of times", ratio, 0.5),
      told("check and compile everything, inside the process", inside.compileSeconds, "s"),
      told("artifacts to stacks, inside the process", inside.synthSeconds, "s"),
      atMost("whole synth, 1,000 services", synth.seconds, 5, "s"),
      atMost("whole synth, 1,000 services, peak memory", synth.peakMegabytes, 500, "MB"),
      told(
        "whole synth, 1,000 services, output",
        (await bytesBelow(join(scratch, `synth-${SERVICES}-0`))) / 1e6,
        "MB",
      ),
      told("whole synth, 10,000 services", many.seconds, "s"),
      told("whole synth, 10,000 services, peak memory", many.peakMegabytes, "MB"),
      atMost(
        "10,000 services beside ten times 1,000, ratio of times",
        many.seconds / (10 * synth.seconds),
        1.1,
      ),
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
