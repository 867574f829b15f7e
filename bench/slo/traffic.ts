/** A source of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number of independent events when `mean` are expected. */
export function poisson(random: () => number, mean: number): number {
  if (mean > 30) {
    // The normal approximation (Box and Muller) is close enough from here on.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  for (; product > limit; product *= random()) {
    count += 1;
  }
  return count;
}

/** One process that counts: when it lives, and when it starts anew under the same name. Times in seconds. */
export interface Pod {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly restarts?: readonly number[];
}

/** Traffic to be counted. */
export interface Traffic {
  readonly seed: number;
  readonly seconds: number;
  readonly scrapeSeconds: number;
  readonly pods: readonly Pod[];
  /** Events a second of all pods together. */
  readonly rate: (second: number) => number;
  /** Share of bad events. */
  readonly bad: (second: number) => number;
  /** Label values of good and of bad events; events are dealt out evenly. */
  readonly good?: readonly string[];
  readonly failed?: readonly string[];
  /** What every counter of the first pods shows already at the start. */
  readonly initial?: number;
  /** Series are there, at zero, before their first event. Default: they are born with it. */
  readonly initialized?: boolean;
}

/** Counters as they are scraped. */
export interface ScrapedSeries {
  readonly pod: string;
  readonly status: string;
  /** One for each scrape, the first at second 0; `undefined` where there was nothing to see. */
  readonly values: (number | undefined)[];
}

/** What really happened, by scrape interval: interval `k` ends with scrape `k`. */
export interface Truth {
  readonly total: number[];
  readonly bad: number[];
}

/** Lets events happen, and shows what scrapes see of them. */
export function simulate(traffic: Traffic): {
  readonly series: readonly ScrapedSeries[];
  /** By pod: whether each scrape found it. */
  readonly up: ReadonlyMap<string, readonly (number | undefined)[]>;
  readonly truth: Truth;
} {
  const { scrapeSeconds, pods, rate, bad, good = ["200"], failed = ["500"], initial = 0 } = traffic;
  const random = seeded(traffic.seed);
  const scrapes = Math.floor(traffic.seconds / scrapeSeconds) + 1;
  const truth: Truth = { total: new Array(scrapes).fill(0), bad: new Array(scrapes).fill(0) };
  const statuses = [...good, ...failed];
  const counters = pods.map((pod) =>
    statuses.map((status) => ({
      pod: pod.name,
      status,
      values: new Array<number | undefined>(scrapes).fill(undefined),
      count: pod.from <= 0 ? initial : 0,
    })),
  );
  const up = new Map(pods.map(({ name }) => [name, new Array<number | undefined>(scrapes).fill(undefined)]));

  const happen = (index: number, from: number, to: number, scrape: number, alive: number) => {
    const middle = (from + to) / 2;
    const mean = (rate(middle) * (to - from)) / alive;
    const share = bad(middle);
    statuses.forEach((_, position) => {
      const isBad = position >= good.length;
      const part = isBad ? share / failed.length : (1 - share) / good.length;
      const count = poisson(random, mean * part);
      const counter = counters[index]?.[position];
      if (counter !== undefined) counter.count += count;
      truth.total[scrape] = (truth.total[scrape] ?? 0) + count;
      if (isBad) truth.bad[scrape] = (truth.bad[scrape] ?? 0) + count;
    });
  };

  for (let scrape = 0; scrape < scrapes; scrape += 1) {
    const end = scrape * scrapeSeconds;
    const start = end - scrapeSeconds;
    const alive = pods.filter(({ from, to }) => from <= end && to > start).length;
    pods.forEach((pod, index) => {
      const from = Math.max(start, pod.from);
      const to = Math.min(end, pod.to);
      if (scrape > 0 && to > from) {
        let since = from;
        for (const restart of pod.restarts ?? []) {
          if (restart > from && restart <= to) {
            happen(index, since, restart, scrape, alive);
            for (const counter of counters[index] ?? []) counter.count = 0;
            since = restart;
          }
        }
        if (to > since) happen(index, since, to, scrape, alive);
      }
      if (pod.from <= end && pod.to > end) {
        const seen = up.get(pod.name);
        if (seen !== undefined) seen[scrape] = 1;
        for (const counter of counters[index] ?? []) {
          counter.values[scrape] =
            counter.count > 0 || traffic.initialized === true ? counter.count : undefined;
        }
      }
    });
  }
  return {
    series: counters.flat().map(({ pod, status, values }) => ({ pod, status, values })),
    up,
    truth,
  };
}

/** Events of the scrape intervals that end after `from` and not after `to`, in seconds. */
export function countWithin(
  counts: readonly number[],
  scrapeSeconds: number,
  from: number,
  to: number,
): number {
  const first = Math.max(0, Math.floor(from / scrapeSeconds) + 1);
  let sum = 0;
  for (let scrape = first; scrape * scrapeSeconds <= to && scrape < counts.length; scrape += 1) {
    sum += counts[scrape] ?? 0;
  }
  return sum;
}
