import { describe, expect, it } from "vitest";
import { burnRateTiers } from "../../src/checks/burn-rate-tiers.ts";
import {
  availability,
  counter,
  gauge,
  probe,
  type ServiceOptions,
  timeSlices,
  workbookPolicy,
} from "../../src/definitions/index.ts";
import { draftOf, platformOf, serviceOf, workspaceOf } from "../support/definitions.ts";

const metrics = { requests: counter("requests_total", { labels: ["code"] }) };

interface Case extends Partial<Pick<ServiceOptions<typeof metrics>, "tiers" | "policy">> {
  readonly objective?: string;
  readonly window?: string;
  readonly scrapeInterval?: string;
}

function found({ objective = "99.9", window = "30d", scrapeInterval = "15s", ...rest }: Case) {
  const service = serviceOf<typeof metrics>({
    ...rest,
    metrics,
    slos: ({ requests }) => [availability({ objective, window, total: requests, bad: { code: "500" } })],
  });
  const platform = platformOf({ prometheus: { scrapeInterval } });
  return burnRateTiers(draftOf(workspaceOf({ platform, services: [service] })));
}

describe("the tiers of an SLO", () => {
  it("are well for the usual objectives and windows", () => {
    for (const objective of ["95", "99.9", "99.999"]) {
      for (const window of ["1d", "7d", "28d", "4w", "30d", "90d"]) {
        expect(found({ objective, window }).filter(({ severity }) => severity === "error")).toEqual([]);
      }
    }
  });

  it("are told when a threshold can never be reached, with what would be", () => {
    expect(found({ objective: "90" })).toMatchObject([
      {
        code: "unreachable-threshold",
        severity: "warning",
        path: "services.checkout.slos.availability.objective",
        message: 'the tier "page-fast" can never fire: 14.4 times a budget of 0.1 is all events or more',
        hint: expect.stringContaining('tiers: { "page-fast": { budget: "1.319%" } }'),
      },
    ]);
    expect(found({ objective: "90", tiers: { "page-fast": { budget: "1.319%" } } })).toEqual([]);
    expect(found({ objective: "90", tiers: { "page-fast": false } })).toEqual([]);
  });

  it("are told when a window holds too few scrapes", () => {
    expect(found({ scrapeInterval: "2m" })).toMatchObject([
      { code: "window-too-short", message: "a window of 5m holds fewer than 4 scrapes, one every 2m" },
    ]);
    expect(found({ window: "12h" })).toMatchObject([
      { code: "window-too-short", path: "services.checkout.slos.availability.window" },
    ]);
  });

  it("are told when the windows have no common step", () => {
    expect(found({ tiers: { "page-fast": { short: "5m10s" } } })).toMatchObject([
      { code: "window-too-short", message: expect.stringContaining("no common step") },
    ]);
  });

  it("are told when the short window is longer than the long one", () => {
    expect(found({ tiers: { "page-fast": { short: "2h" } } })).toMatchObject([
      {
        code: "invalid-value",
        path: "services.checkout.tiers.page-fast",
        message: 'the short window of the tier "page-fast", 2h, is longer than its long one, 1h',
      },
    ]);
    expect(found({ tiers: { "page-fast": { short: "1h" } } })).toEqual([]);
  });

  it("are told when a window is shorter than a slice, also after an SLO of shorter slices", () => {
    const queue = { queue: gauge("queue_depth") };
    const service = serviceOf<typeof queue>({
      metrics: queue,
      slos: ({ queue: depth }) =>
        ["5m", "10m"].map((slice) =>
          timeSlices({ name: `of-${slice}`, objective: "99", slice, good: depth.max().below(3) }),
        ),
    });
    expect(burnRateTiers(draftOf(workspaceOf({ services: [service] })))).toMatchObject([
      {
        code: "window-too-short",
        path: "services.checkout.slos.of-10m",
        message: "a window of 5m is shorter than a slice, 10m: most of the time it holds none",
      },
    ]);
  });

  it("are told when none looks back as little as the objective's window", () => {
    const [only] = workbookPolicy.burnRate;
    if (only === undefined) throw new Error("no tier");
    const long = { ...only, name: "long", long: "7d", short: "6h" };
    const policy = { ...workbookPolicy, burnRate: [long] };
    expect(found({ policy, window: "1d" })).toMatchObject([
      {
        code: "objective-without-alert",
        severity: "warning",
        path: "services.checkout.slos.availability.window",
        message:
          'no tier of the policy "workbook" watches "availability": each looks back further than its window, 1d',
      },
    ]);
    expect(found({ policy, window: "7d" })).toEqual([]);
    expect(found({ policy: { ...workbookPolicy, burnRate: [only, long] }, window: "1d" })).toEqual([]);
    expect(found({ policy, window: "1d", tiers: { long: false } })).toEqual([]);
  });

  it("are told when they wait for more bad probes than there are", () => {
    const slos = [probe({ objective: "99.9", url: "https://shop.example/", interval: "15m" })];
    const service = serviceOf({
      slos,
      policy: { ...workbookPolicy, burnRate: workbookPolicy.burnRate.slice(0, 2) },
    });
    expect(
      burnRateTiers(draftOf(workspaceOf({ services: [service] }))).map(({ message }) => message),
    ).toContain('the tier "page-fast" can never fire: it waits for 5 bad probes, and 1h holds 4');
  });

  it("are told when a change names none of them", () => {
    expect(found({ tiers: { "page-fats": false } })).toMatchObject([
      { code: "unknown-tier", hint: expect.stringContaining('"page-fast"') },
    ]);
  });
});
