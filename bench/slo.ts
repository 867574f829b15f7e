import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figure } from "./figure.ts";
import { accuracy } from "./slo/accuracy.ts";
import { detection, falsePages } from "./slo/alerting.ts";
import { cost } from "./slo/cost.ts";
import { generation } from "./slo/generation.ts";
import { Prometheus } from "./slo/prometheus.ts";

/**
 * Our rules and Sloth's for the same SLOs, side by side on a real Prometheus with a month of seeded traffic. What
 * rules record is made by range queries, rule after rule, and stored beside the raw samples.
 */
export async function figures(): Promise<readonly Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), "crowsnest-slo-"));
  try {
    await using prometheus = await Prometheus.start();
    return [
      ...(await accuracy(prometheus, scratch, progress)),
      ...(await cost(prometheus, scratch)),
      ...(await detection(prometheus, scratch, progress)),
      ...(await falsePages(prometheus, scratch)),
      ...(await generation(scratch)),
    ];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Minutes pass: standard error says what is being measured. */
function progress(what: string): void {
  process.stderr.write(`${what}\n`);
}
