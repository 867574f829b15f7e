import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ensureTool } from "../../scripts/tools/ensure.ts";
import { atMost, type Figure, told } from "../figure.ts";
import { type Measurement, measure, median } from "../measure.ts";
import { slothServices, writeSlothSpecs } from "../sloth.ts";
import { benchWorker } from "../worker.ts";

const SERVICES = 1_000;
const RUNS = 3;
const WHY_TIME =
  "Node and the modules take their time to start; every definition and expression is checked, " +
  "which Sloth leaves to others; and an alert has links and what it takes to route it, 60 MB in all.";
const WHY_MEMORY =
  "Node with the modules takes most of that before the first SLO; then the definitions of all services " +
  "are held at once, since checks compare them.";

/** Time and memory of whole processes that write the rules of 3,000 SLOs, taken in turn. */
export async function generation(scratch: string): Promise<readonly Figure[]> {
  const sloth = await ensureTool("sloth");
  await using worker = await benchWorker("synth-worker.ts");
  const specs = join(scratch, "specs");
  await writeSlothSpecs(specs, slothServices(SERVICES));
  const ours: Measurement[] = [];
  const theirs: Measurement[] = [];
  const starts: Measurement[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    starts.push(await measure(process.execPath, [worker.path, "rules", "1", join(scratch, `start-${run}`)]));
    const out = join(scratch, `generated-${run}`);
    ours.push(
      await measure(process.execPath, [worker.path, "rules", String(SERVICES), join(scratch, `ours-${run}`)]),
    );
    await mkdir(out);
    theirs.push(await measure(sloth.path, ["generate", "-i", specs, "-o", out]));
  }
  const [own, other, start] = [median(ours), median(theirs), median(starts)];
  const ratio = median(
    ours.map(({ seconds }, index) => ({ seconds: seconds / (theirs[index]?.seconds ?? Number.NaN) })),
  ).seconds;
  return [
    told("rules of 3,000 SLOs by Sloth, whole process", other.seconds, "s"),
    told("rules of 3,000 SLOs, whole process", own.seconds, "s"),
    told("rules of 3 SLOs, whole process", start.seconds, "s"),
    atMost("rules of 3,000 SLOs, time for each second of Sloth's", ratio, 0.5, "s", WHY_TIME),
    told("rules of 3,000 SLOs by Sloth, peak memory", other.peakMegabytes, "MB"),
    told("rules of 3 SLOs, peak memory", start.peakMegabytes, "MB"),
    atMost(
      "rules of 3,000 SLOs, peak memory",
      own.peakMegabytes,
      Math.round(other.peakMegabytes),
      "MB",
      WHY_MEMORY,
    ),
  ];
}
