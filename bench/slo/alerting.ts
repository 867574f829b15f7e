import type { AlertingRule } from "../../src/artifacts/index.ts";
import { atMost, exactly, type Figure, told } from "../figure.ts";
import type { Prometheus } from "./prometheus.ts";
import { record, scrape } from "./recorded.ts";
import { ourRules, type Rules, slothRules } from "./rules.ts";
import {
  EVALUATION_OFFSET,
  EVALUATION_SECONDS,
  evaluationBefore,
  SCRAPE_SECONDS,
  START,
} from "./time-line.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const OUTAGE_PERCENT = [100, 10, 1] as const;
/** Outages begin at several moments between a scrape and an evaluation. */
const OUTAGE_OFFSETS = [0.4, 9.1, 14.9, 22.3];
const QUIET_SECONDS = 30 * DAY;
const pods = [{ name: "a", from: -1, to: Number.POSITIVE_INFINITY }];

/** Seconds from the begin of an outage to the first page, for a service with ten requests a second. */
export async function detection(
  prometheus: Prometheus,
  scratch: string,
  progress: (what: string) => void,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const percent of OUTAGE_PERCENT) {
    progress(`outages of ${percent} %`);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (const [index, offset] of OUTAGE_OFFSETS.entries()) {
      const name = `outage-${percent}-${index}`;
      const begin = 3 * DAY + offset;
      const seconds = begin + 5 * HOUR;
      const bad = (second: number) => (second >= begin ? percent / 100 : 0.0001);
      await scrape(prometheus, name, {
        seed: 100 * percent + index,
        pods,
        seconds,
        scrapeSeconds: SCRAPE_SECONDS,
        rate: () => 10,
        bad,
        initial: 1e6,
      });
      const end = evaluationBefore(seconds);
      const from = evaluationBefore(3 * DAY) - 2 * EVALUATION_SECONDS;
      const own = ourRules(name, "30d");
      await record(prometheus, own.recording, START + EVALUATION_OFFSET, end, EVALUATION_SECONDS);
      ours.push(rounded((await firstPage(prometheus, own, from, end)) - START - begin));
      const sloth = await slothRules(scratch, name, "30d");
      await record(prometheus, pagingWindows(sloth), from, end, EVALUATION_SECONDS);
      theirs.push(rounded((await firstPage(prometheus, sloth, from, end)) - START - begin));
    }
    const limit = Math.max(...theirs);
    const later = Math.max(...ours.map((time, index) => time - (theirs[index] ?? Number.NaN)));
    figures.push(
      told(`outage of ${percent} %, slowest page by Sloth's rules`, limit, "s"),
      atMost(`outage of ${percent} %, slowest page`, Math.max(...ours), Number(limit.toFixed(3)), "s"),
      told(`outage of ${percent} %, later than by Sloth's rules for the same outage, at most`, later, "s"),
    );
  }
  return figures;
}

/** Pages in 30 days of one request a minute, of which one in two thousand fails: half of the budget. */
export async function falsePages(prometheus: Prometheus, scratch: string): Promise<readonly Figure[]> {
  const name = "quiet";
  const seconds = 3 * DAY + QUIET_SECONDS;
  await scrape(prometheus, name, {
    seed: 200,
    pods,
    seconds,
    scrapeSeconds: SCRAPE_SECONDS,
    rate: () => 1 / 60,
    bad: () => 0.0005,
    initial: 1_000,
  });
  const end = evaluationBefore(seconds);
  const from = end - QUIET_SECONDS;
  const own = ourRules(name, "30d");
  await record(prometheus, own.recording, START + EVALUATION_OFFSET, end, EVALUATION_SECONDS);
  const sloth = await slothRules(scratch, name, "30d");
  await record(prometheus, pagingWindows(sloth), from, end, EVALUATION_SECONDS);
  return [
    told(
      "false pages in 30 quiet days at low traffic, by Sloth's rules",
      await pages(prometheus, sloth, from, end),
    ),
    exactly("false pages in 30 quiet days at low traffic", await pages(prometheus, own, from, end), 0),
  ];
}

function pagingAlerts({ alerting }: Rules): readonly AlertingRule[] {
  return alerting.filter(
    ({ labels }) => labels.sloth_severity === "page" || (labels.severity === "critical" && "tier" in labels),
  );
}

function pagingWindows({ recording }: Rules) {
  return recording.filter(({ record: name }) => /:ratio_rate(5m|30m|1h|6h)$/.test(name));
}

async function firing(prometheus: Prometheus, rules: Rules, from: number, end: number) {
  const times = new Set<number>();
  for (const { expr } of pagingAlerts(rules)) {
    for (const series of await prometheus.range(expr, from, end, EVALUATION_SECONDS)) {
      for (const time of series.times) times.add(time);
    }
  }
  return [...times].sort((a, b) => a - b);
}

async function firstPage(prometheus: Prometheus, rules: Rules, from: number, end: number): Promise<number> {
  return (await firing(prometheus, rules, from, end))[0] ?? Number.POSITIVE_INFINITY;
}

/** How often somebody is paged: times that follow each other are one page. */
async function pages(prometheus: Prometheus, rules: Rules, from: number, end: number): Promise<number> {
  const times = await firing(prometheus, rules, from, end);
  return times.filter((time, index) => time - (times[index - 1] ?? 0) > EVALUATION_SECONDS).length;
}

/** Milliseconds are what times are kept in. */
function rounded(seconds: number): number {
  return Number(seconds.toFixed(3));
}
