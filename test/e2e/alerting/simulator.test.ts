import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/artifacts/index.ts";
import { type Labels, type Simulator, simulator } from "../../../src/routing/index.ts";
import { alertLabels, forest, matcherText, routeTree } from "../../support/routing-trees.ts";
import { type RunningServer, startAlertmanager } from "../../support/servers.ts";

const SEED = 28_02;

interface ApiAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly status: { readonly inhibitedBy: readonly string[]; readonly mutedBy: readonly string[] };
}
interface ApiGroup {
  readonly alerts: readonly ApiAlert[];
  readonly labels: Labels;
  readonly receiver: { readonly name: string };
}

/** Names every receiver after its route, so that a group tells which route made it. */
function namedByRoute(config: JsonObject): JsonObject {
  const names = ["root"];
  const named = (route: JsonObject, name: string): JsonObject => ({
    ...route,
    receiver: name,
    routes: ((route.routes ?? []) as readonly JsonObject[]).map((child, index) => {
      names.push(`${name}/${index}`);
      return named(child, `${name}/${index}`);
    }),
  });
  const root = named(config.route as JsonObject, "root");
  const route = { ...root, group_by: ["alertname"], group_wait: "0s", group_interval: "1s" };
  return { ...config, receivers: names.map((name) => ({ name })), route };
}

async function post(url: string, alerts: readonly Labels[]): Promise<void> {
  const body = JSON.stringify(alerts.map((labels) => ({ labels })));
  const answer = await fetch(`${url}/api/v2/alerts`, {
    body,
    headers: { "content-type": "application/json" },
    method: "POST",
  });
  expect(answer.status, await answer.text()).toBe(200);
}

async function get<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

/** Alertmanager drops empty labels when it takes an alert in. */
function withName(labels: Labels, index: number): Labels {
  const filled = Object.entries(labels).filter(([, value]) => value !== "");
  return { ...Object.fromEntries(filled), alertname: `A${index % 7}`, id: String(index) };
}

const key = (labels: Labels) => JSON.stringify(Object.entries(labels).sort());

describe("the simulator against a real Alertmanager", () => {
  const [trees = []] = fc.sample(fc.array(routeTree, { minLength: 40, maxLength: 40 }), {
    numRuns: 1,
    seed: SEED,
  });
  const alerts = fc.sample(alertLabels, { numRuns: 120, seed: SEED }).map(withName);
  const rules = fc.sample(
    fc.record({
      equal: fc.uniqueArray(fc.constantFrom("team", "service", "slo", "absent"), {
        minLength: 1,
        maxLength: 3,
      }),
      source_matchers: fc.array(matcherText, { minLength: 1, maxLength: 2 }),
      target_matchers: fc.array(matcherText, { minLength: 1, maxLength: 2 }),
    }),
    { numRuns: 6, seed: SEED },
  );

  describe("grouping and inhibition", () => {
    const config = { ...namedByRoute(forest(trees)), inhibit_rules: rules };
    const simulated: Simulator = simulator(config);
    let server: RunningServer;
    beforeAll(async () => {
      server = await startAlertmanager({ config });
      await post(server.url, alerts);
    });
    afterAll(() => server?.stop());

    it("makes the same groups", async () => {
      await sleep(2_000);
      const groups = await get<ApiGroup[]>(`${server.url}/api/v2/alerts/groups`);
      const real = groups.flatMap(({ receiver, labels, alerts: members }) =>
        members.map((member) => `${receiver.name} ${key(labels)} ${key(member.labels)}`),
      );
      const ours = alerts.flatMap((labels) =>
        simulated
          .deliveries(labels, { firing: [], at: new Date() })
          .map(({ receiver, groupLabels }) => `${receiver} ${key(groupLabels)} ${key(labels)}`),
      );
      expect(real.length).toBeGreaterThan(2_000);
      expect(ours.sort()).toEqual(real.sort());
    });

    it("inhibits the same alerts", async () => {
      const real = await get<ApiAlert[]>(`${server.url}/api/v2/alerts`);
      const byFingerprint = new Map(real.map(({ fingerprint, labels }) => [fingerprint, key(labels)]));
      let inhibited = 0;
      for (const { labels, status } of real) {
        const [delivery] = simulated.deliveries(labels, { firing: alerts, at: new Date() });
        const ours = (delivery?.inhibitedBy ?? []).map(key);
        expect(ours.length > 0, key(labels)).toBe(status.inhibitedBy.length > 0);
        for (const fingerprint of status.inhibitedBy) {
          expect(ours).toContain(byFingerprint.get(fingerprint));
          inhibited += 1;
        }
      }
      expect(real).toHaveLength(alerts.length);
      expect(inhibited).toBeGreaterThan(10);
      expect(inhibited).toBeLessThan(alerts.length);
    });
  });

  describe("time intervals", () => {
    const intervals = fc.sample(timeInterval(new Date()), { numRuns: 400, seed: SEED });
    const named = intervals.map((interval, index) => ({ name: `i${index}`, time_intervals: [interval] }));
    const routes = named.map(({ name }, index) => ({
      matchers: [`route="${index}"`],
      receiver: "root",
      [index % 2 === 0 ? "mute_time_intervals" : "active_time_intervals"]:
        index % 5 === 0 ? [name, `i${(index + 1) % named.length}`] : [name],
    }));
    const config: JsonObject = {
      receivers: [{ name: "root" }],
      route: { group_by: ["..."], group_wait: "0s", receiver: "root", routes },
      time_intervals: named,
    };
    let server: RunningServer;
    beforeAll(async () => {
      server = await startAlertmanager({ config });
    });
    afterAll(() => server?.stop());

    it("mute the same routes", async () => {
      const simulated = simulator(config);
      const before = new Date();
      await post(
        server.url,
        routes.map((_, index) => ({ alertname: "A", route: String(index) })),
      );
      await sleep(2_000);
      const after = new Date();
      const groups = await get<ApiGroup[]>(`${server.url}/api/v2/alerts/groups`);
      expect(groups).toHaveLength(routes.length);
      let muted = 0;
      for (const {
        labels,
        alerts: [alert],
      } of groups) {
        const [early, late] = [before, after].map((at) =>
          simulated.deliveries(labels, { firing: [], at }).flatMap(({ mutedBy }) => mutedBy),
        );
        // A minute may have passed meanwhile.
        expect([early, late], key(labels)).toContainEqual([...(alert?.status.mutedBy ?? [])]);
        muted += (alert?.status.mutedBy.length ?? 0) > 0 ? 1 : 0;
      }
      expect(muted).toBeGreaterThan(routes.length / 10);
      expect(muted).toBeLessThan(routes.length);
    });
  });
});

/** Intervals that hold about every second time around a moment. */
function timeInterval(now: Date): fc.Arbitrary<JsonObject> {
  const pair = (low: number, high: number) =>
    fc
      .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 3 });
  const optional = <T>(item: fc.Arbitrary<T>) => fc.option(item, { nil: undefined, freq: 1 });
  const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const year = now.getUTCFullYear();
  return fc
    .record({
      location: optional(
        fc.constantFrom(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Asia/Kolkata",
          "Pacific/Auckland",
          "Australia/Lord_Howe",
        ),
      ),
      times: optional(
        list(
          pair(0, 1_440)
            .filter(([begin, end]) => begin < end)
            .map(([begin, end]) => ({ start_time: time(begin), end_time: time(end) })),
        ),
      ),
      weekdays: optional(list(pair(0, 6).map(([begin, end]) => `${days[begin]}:${days[end]}`))),
      days_of_month: optional(
        list(
          fc.oneof(
            pair(1, 31).map(([begin, end]) => `${begin}:${end}`),
            pair(-28, -1).map(([begin, end]) => `${begin}:${end}`),
            fc.integer({ min: 1, max: 31 }).map(String),
          ),
        ),
      ),
      months: optional(list(pair(1, 12).map(([begin, end]) => `${begin}:${end}`))),
      years: optional(list(pair(year - 1, year + 1).map(([begin, end]) => `${begin}:${end}`))),
    })
    .map((interval) => JSON.parse(JSON.stringify(interval)) as JsonObject);
}
