import { atLeast, type Figure, told } from "../figure.ts";
import { COSTLY } from "./accuracy.ts";
import type { Prometheus } from "./prometheus.ts";
import { record } from "./recorded.ts";
import { ourRules, type Rules, slothRules } from "./rules.ts";
import { EVALUATION_SECONDS, evaluationBefore } from "./time-line.ts";

const SLOTH_RULES = 17;

/** What one evaluation of all rules of an SLO with 20 raw series reads, by Prometheus's own statistics. */
export async function cost(prometheus: Prometheus, scratch: string): Promise<readonly Figure[]> {
  const time = evaluationBefore(31.5 * 86_400);
  const ours = ourRules(COSTLY, "30d");
  const sloth = await slothRules(scratch, COSTLY, "30d");
  // Alerts and metadata read the other windows' last value only.
  await record(prometheus, sloth.recording.slice(1), time, time, EVALUATION_SECONDS);
  const oursRead = await samplesRead(prometheus, ours, time);
  const slothRead = await samplesRead(prometheus, sloth, time);
  const rules = ours.recording.length + ours.alerting.filter(({ labels }) => "slo" in labels).length;
  return [
    told("samples read in one evaluation, by Sloth's rules", slothRead),
    told("samples read in one evaluation", oursRead),
    atLeast("samples that Sloth's rules read for each of ours", slothRead / oursRead, 40),
    fewer("rules of an SLO", rules),
    fewer("series of an SLO", await recordedSeries(prometheus, ours, time)),
    told("rules of an SLO by Sloth", sloth.recording.length + sloth.alerting.length),
    told("series of an SLO by Sloth", await recordedSeries(prometheus, sloth, time)),
  ];
}

async function samplesRead(prometheus: Prometheus, { recording, alerting }: Rules, time: number) {
  let samples = 0;
  for (const { expr } of [...recording, ...alerting]) {
    samples += (await prometheus.query(expr, time)).samples;
  }
  return samples;
}

async function recordedSeries(prometheus: Prometheus, { recording }: Rules, time: number) {
  let count = 0;
  for (const { expr } of recording) {
    count += (await prometheus.query(expr, time)).series.length;
  }
  return count;
}

function fewer(figure: string, measured: number): Figure {
  return { figure, measured, unit: "", aim: `fewer than ${SLOTH_RULES}`, holds: measured < SLOTH_RULES };
}
