import { type Figure, told } from "../figure.ts";
import type { Prometheus } from "./prometheus.ts";
import { record, scrape } from "./recorded.ts";
import { ourRules, type Rules, slothRules } from "./rules.ts";
import { type Scenario, scenarios } from "./scenarios.ts";
import {
  EVALUATION_OFFSET,
  EVALUATION_SECONDS,
  evaluationBefore,
  SCRAPE_OFFSET,
  SCRAPE_SECONDS,
  START,
  STEP_SECONDS,
} from "./time-line.ts";
import { countWithin, type Truth } from "./traffic.ts";

const DAY = 86_400;
/** Long enough for several looks at a whole period. */
const SECONDS = 31.5 * DAY;
/** Whole steps before the end at which the recorded ratio is compared. */
const LOOKS = [0, 137, 284, 420].map((steps) => evaluationBefore(SECONDS) - steps * STEP_SECONDS);
const PERIOD_DAYS = { "7d": 7, "28d": 28, "30d": 30 } as const;
const ALLOWED_PERCENT = 0.1;
const ALLOWED_PERCENT_WITH_FAULTS = 1;

/** The scenario that the cost is measured on; it alone is recorded at every evaluation. */
export const COSTLY = "twenty-series";

interface Deviation {
  readonly percent: number;
  readonly events: number;
}

/** The recorded error ratio of the period beside the events that really happened, ours and Sloth's. */
export async function accuracy(
  prometheus: Prometheus,
  scratch: string,
  progress: (what: string) => void,
  chosen: readonly Scenario[] = scenarios,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const scenario of chosen) {
    const { name, window, traffic } = scenario;
    progress(`30 days: ${name}`);
    const truth = await scrape(
      prometheus,
      name,
      { ...traffic, seconds: SECONDS, scrapeSeconds: SCRAPE_SECONDS },
      scenario,
    );
    const ours = ourRules(name, window);
    // Sums read what was recorded whole steps ago: of the evaluations between, none is needed.
    const cadence = name === COSTLY ? EVALUATION_SECONDS : STEP_SECONDS;
    await record(prometheus, ours.recording, START + EVALUATION_OFFSET, LOOKS[0] ?? START, cadence);
    figures.push(...compared(scenario, await worst(prometheus, ourRatio(name, window), scenario, truth)));

    const sloth = await slothRules(scratch, name, window);
    figures.push(
      ...besides(scenario, await worst(prometheus, await slothRatio(prometheus, sloth), scenario, truth)),
    );
  }
  return figures;
}

function ourRatio(name: string, window: string): string {
  const events = (outcome: string) =>
    `slo:events:increase${window}{service="${name}",slo="availability",outcome="${outcome}"}`;
  return `${events("bad")} / ignoring (outcome) ${events("total")}`;
}

/** Sloth's period reads the ratio of five minutes at every evaluation. */
async function slothRatio(prometheus: Prometheus, { recording }: Rules): Promise<string> {
  const [short] = recording.filter(({ record: name }) => name === "slo:sli_error:ratio_rate5m");
  const period = recording.find(({ expr }) => expr.includes("sum_over_time"));
  if (short === undefined || period === undefined) {
    throw new Error("Sloth's rules are not what they were");
  }
  await record(prometheus, [short], START + EVALUATION_OFFSET, LOOKS[0] ?? START, EVALUATION_SECONDS);
  return period.expr;
}

async function worst(
  prometheus: Prometheus,
  ratio: string,
  { window }: Scenario,
  truth: Truth,
): Promise<Deviation> {
  const deviations: Deviation[] = [];
  for (const time of LOOKS) {
    const { series } = await prometheus.query(ratio, time);
    const recorded = series[0]?.values[0] ?? Number.NaN;
    const to = time - START - SCRAPE_OFFSET;
    const within = (counts: readonly number[]) =>
      countWithin(counts, SCRAPE_SECONDS, to - PERIOD_DAYS[window] * DAY, to);
    const total = within(truth.total);
    const really = within(truth.bad) / total;
    deviations.push({
      percent: (100 * Math.abs(recorded - really)) / really,
      events: Math.abs(recorded - really) * total,
    });
  }
  return deviations.reduce((a, b) => (b.percent > a.percent || Number.isNaN(b.percent) ? b : a));
}

function compared(scenario: Scenario, { percent, events }: Deviation): readonly Figure[] {
  const faulty = scenario.missed !== undefined || scenario.jitter !== undefined;
  const allowed = faulty ? ALLOWED_PERCENT_WITH_FAULTS : ALLOWED_PERCENT;
  return [
    {
      figure: `error of the budget spent in ${scenario.window}, %: ${scenario.name}`,
      measured: percent,
      unit: "",
      aim: `at most ${allowed} or 1 event`,
      holds: percent <= allowed || events <= 1,
    },
  ];
}

function besides(scenario: Scenario, { percent }: Deviation): readonly Figure[] {
  return [told(`the same by Sloth's rules, %: ${scenario.name}`, percent)];
}
