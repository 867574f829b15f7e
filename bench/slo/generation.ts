import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ensureTool } from "../../scripts/tools/ensure.ts";
import { atMost, type Figure, told } from "../figure.ts";
import { type Measurement, measure, median } from "../measure.ts";
import { slothServices, writeSlothSpecs } from "../sloth.ts";
import { benchWorker } from "../worker.ts";

const SERVICES = 1_000;
const RUNS = 3;

/** Time and memory of whole processes that write the rules of 3,000 SLOs, taken in turn. */
export async function generation(scratch: string): Promise<readonly Figure[]> {
  const sloth = await ensureTool("sloth");
  await using worker = await benchWorker("synth-worker.ts");
  const specs = join(scratch, "specs");
  await writeSlothSpecs(specs, slothServices(SERVICES));
  const ours: Measurement[] = [];
  const theirs: Measurement[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const out = join(scratch, `generated-${run}`);
    ours.push(
      await measure(process.execPath, [worker.path, "rules", String(SERVICES), join(scratch, `ours-${run}`)]),
    );
    await mkdir(out);
    theirs.push(await measure(sloth.path, ["generate", "-i", specs, "-o", out]));
  }
  const [own, other] = [median(ours), median(theirs)];
  const ratio = median(
    ours.map(({ seconds }, index) => ({ seconds: seconds / (theirs[index]?.seconds ?? Number.NaN) })),
  ).seconds;
  return [
    told("rules of 3,000 SLOs by Sloth, whole process", other.seconds, "s"),
    told("rules of 3,000 SLOs, whole process", own.seconds, "s"),
    atMost("rules of 3,000 SLOs, time for each second of Sloth's", ratio, 0.5, "s"),
    told("rules of 3,000 SLOs by Sloth, peak memory", other.peakMegabytes, "MB"),
    atMost("rules of 3,000 SLOs, peak memory", own.peakMegabytes, Math.round(other.peakMegabytes), "MB"),
  ];
}
