import { describe, expect, it } from "vitest";
import { countWithin, type Pod, simulate, type Traffic } from "../../../bench/slo/traffic.ts";
import { sloRuleGroups } from "../../../src/compile/slos/index.ts";
import { metricHandles } from "../../../src/definitions/handles.ts";
import { availability } from "../../../src/definitions/index.ts";
import { catalog, environmentOf, service } from "../../support/services.ts";
import { near, replay, type Series } from "./replay.ts";

const HOUR = 3_600;
const { requests } = metricHandles(catalog);
const slo = availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } });
const checkout = service({ slos: [slo] });
const groups = sloRuleGroups(environmentOf([checkout]), checkout).map(({ name, rules }) => ({
  name,
  rules: rules.filter((rule) => "record" in rule),
}));
const forever = { from: -1, to: Number.POSITIVE_INFINITY };
const onePod: readonly Pod[] = [{ name: "a", ...forever }];

/** Series of simulated traffic as the rules of checkout read them. */
function scraped({ series, up }: ReturnType<typeof simulate>): readonly Series[] {
  const target = (pod: string) => ({
    environment: "production",
    instance: `${pod}:8080`,
    job: "checkout",
    service: "checkout",
  });
  return [
    ...series.map(({ pod, status, values }) => ({
      name: "http_requests_total",
      labels: { ...target(pod), status_code: status },
      values,
    })),
    ...[...up].map(([pod, values]) => ({ name: "up", labels: target(pod), values })),
  ].filter(({ values }) => values.some((value) => value !== undefined));
}

const events = (window: string, outcome: string) =>
  `slo:events:increase${window}{service="checkout",slo="availability",outcome="${outcome}"}`;

/** What the replay has to say when the events of 1, 6 and 24 hours are counted to within a distance. */
async function miscounted(
  traffic: Omit<Traffic, "seconds" | "scrapeSeconds">,
  distance: { readonly total: number; readonly bad: number },
  mend: (series: readonly Series[]) => readonly Series[] = (series) => series,
): Promise<string> {
  const seconds = 25 * HOUR;
  const simulated = simulate({ ...traffic, seconds, scrapeSeconds: 15 });
  const claims = ([1, 6, 24] as const).flatMap((hours) =>
    (["total", "bad"] as const).map((outcome) => {
      const at = seconds - 300;
      const count = countWithin(simulated.truth[outcome], 15, at - hours * HOUR, at);
      return { expr: near(events(hours === 24 ? "1d" : `${hours}h`, outcome), count, distance[outcome]), at };
    }),
  );
  // Sums read what was recorded whole steps ago: of the evaluations between, none is needed.
  return replay({ groups, series: mend(scraped(simulated)), claims, evaluationSeconds: 300 });
}

describe("events within a window", () => {
  it("are exact for steady traffic", async () => {
    const traffic = { seed: 1, pods: onePod, rate: () => 0.5, bad: () => 0.01, initial: 1_000 };
    expect(await miscounted(traffic, { total: 1e-6, bad: 1e-6 })).toBe("");
  });

  it("are exact for bursts in a quiet time", async () => {
    const burst = (second: number) => second % (4 * HOUR) > 4 * HOUR - 60;
    const traffic = {
      seed: 2,
      pods: onePod,
      rate: (second: number) => (burst(second) ? 8 : 0.1),
      bad: (second: number) => (burst(second) ? 0.8 : 0),
      initial: 1_000,
    };
    expect(await miscounted(traffic, { total: 1e-6, bad: 1e-6 })).toBe("");
  });

  it("are exact for series that are born with their first event", async () => {
    const traffic = {
      seed: 3,
      pods: onePod,
      rate: () => 0.05,
      bad: (second: number) => (second < 23 * HOUR ? 0 : 0.2),
      failed: ["500", "502", "503"],
    };
    expect(await miscounted(traffic, { total: 1e-6, bad: 1e-6 })).toBe("");
  });

  it("miss only what nobody scraped when counters are reset", async () => {
    const restarts = [2.01, 9.3, 20.111, 24.02, 24.7].map((hour) => hour * HOUR);
    const traffic = {
      seed: 4,
      pods: [{ name: "a", ...forever, restarts }],
      rate: () => 0.5,
      bad: () => 0.05,
      initialized: true,
    };
    // At most 15 s of traffic for each restart.
    expect(await miscounted(traffic, { total: 5 * 7.5, bad: 5 })).toBe("");
  });

  it("go on over a rolling restart with new pod names", async () => {
    const pods = Array.from({ length: 12 }, (_, generation) =>
      ["a", "b", "c"].map((name, index) => ({
        name: `${name}-${generation}`,
        from: generation * 2 * HOUR + index * 40 - 1,
        to: (generation + 1) * 2 * HOUR + index * 40 + 20,
      })),
    ).flat();
    const traffic = { seed: 5, pods, rate: () => 0.6, bad: () => 0.05 };
    // At most the last 15 s of each of 36 pods.
    expect(await miscounted(traffic, { total: 36 * 3, bad: 36 * 0.15 })).toBe("");
  });

  it("go on when a new pod takes the address of the one before", async () => {
    const pods = Array.from({ length: 12 }, (_, generation) => ({
      name: `a-${generation}`,
      from: generation * 2 * HOUR + 20,
      to: (generation + 1) * 2 * HOUR,
    }));
    const traffic = { seed: 8, pods, rate: () => 0.6, bad: () => 0.05 };
    const onOneNode = (series: readonly Series[]) =>
      series.map(({ labels, ...rest }) => ({
        ...rest,
        labels: { ...labels, instance: "10.0.0.1:8080", pod: `${labels.instance}` },
      }));
    // At most the last 15 s of each of 12 pods.
    expect(await miscounted(traffic, { total: 12 * 9, bad: 12 * 0.75 }, onOneNode)).toBe("");
  });

  it("go on when a label of the targets changes, without what was counted long ago", async () => {
    const traffic = { seed: 9, pods: onePod, rate: () => 0.5, bad: () => 0.02, initial: 1_000_000 };
    const from = 24.2 * HOUR;
    const handedOver = (series: readonly Series[]) =>
      series.flatMap(({ name, labels, values }) =>
        ["payments", "shop"].map((team, index) => ({
          name,
          labels: { ...labels, team },
          values: values.map((value, scrape) => (index === Number(scrape * 15 >= from) ? value : undefined)),
        })),
      );
    // At most 15 s, between the last scrape under the old label and the first under the new one.
    expect(await miscounted(traffic, { total: 9, bad: 2 }, handedOver)).toBe("");
  });

  it("are exact when scrapes fail", async () => {
    const traffic = { seed: 6, pods: onePod, rate: () => 0.5, bad: () => 0.02, initial: 50 };
    const lose = (series: readonly Series[]) =>
      series.map(({ name, labels, values }) => ({
        name,
        labels,
        values: values.map((value, scrape) =>
          // Between two and eleven scrapes in a row, twice an hour.
          scrape % 120 < 2 + ((scrape / 120) % 10) && scrape < 5_980
            ? name === "up"
              ? 0
              : undefined
            : value,
        ),
      }));
    expect(await miscounted(traffic, { total: 8, bad: 1 }, lose)).toBe("");
  });

  it("are zero, and no error, while nothing happens", async () => {
    const silent = (second: number) => (second > 20 * HOUR ? 0 : 0.5);
    const traffic = { seed: 7, pods: onePod, rate: silent, bad: () => 0.02, initial: 50 };
    expect(await miscounted(traffic, { total: 1e-6, bad: 1e-6 })).toBe("");
  });
});
