import { describe, expect, it } from "vitest";
import { metricHandles } from "../../src/definitions/handles.ts";
import {
  availability,
  composite,
  counter,
  daily,
  errorRatio,
  gauge,
  histogram,
  latency,
  logEvents,
  once,
  probe,
  promql,
  type Slo,
  timeSlices,
  uptime,
  weekly,
} from "../../src/definitions/index.ts";
import { maintenanceSchema } from "../../src/definitions/maintenance.ts";
import { sloSchema } from "../../src/definitions/slo.ts";

const { requests, delivered, lost, healthy, queue, duration } = metricHandles({
  requests: counter("http_requests_total", { labels: ["route", "status_code"] }),
  delivered: counter("mails_delivered_total"),
  lost: counter("mails_lost_total", { labels: ["reason"] }),
  healthy: gauge("replication_healthy", { labels: ["replica"] }),
  queue: gauge("queue_depth"),
  duration: histogram("duration_seconds", { labels: ["route"], buckets: [0.3, 1] }),
});

function problems(slo: Slo): readonly string[] {
  return (sloSchema.safeParse(slo).error?.issues ?? []).map(
    ({ message, path }) => `${path.join(".")}: ${message}`,
  );
}

describe("events of several counters", () => {
  it("are told by any two of total, bad and good", () => {
    const bad = lost.where({ reason: "full" });
    const full = { metric: "mails_lost_total", matchers: bad.matchers };
    const good = { metric: "mails_delivered_total", matchers: [] };
    expect(availability({ objective: "99", total: [delivered, lost], bad }).sli).toEqual({
      kind: "eventRatio",
      total: [good, { metric: "mails_lost_total", matchers: [] }],
      part: { counts: "bad", of: [full] },
    });
    expect(availability({ objective: "99", good: delivered, bad }).sli).toEqual({
      kind: "eventRatio",
      total: [good, full],
      part: { counts: "bad", of: [full] },
    });
    expect(
      availability({ objective: "99", total: requests, good: { status_code: "200" } }).sli,
    ).toMatchObject({
      kind: "events",
      part: { counts: "good" },
    });
  });
});

describe("events that labels tell apart", () => {
  it("may be of several counters", () => {
    const { sli } = availability({ objective: "99", total: [requests, lost], bad: { reason: "full" } });
    const matchers = [{ label: "reason", operator: "=", value: "full" }];
    expect(sli).toEqual({
      kind: "eventRatio",
      total: [
        { metric: "http_requests_total", matchers: [] },
        { metric: "mails_lost_total", matchers: [] },
      ],
      part: {
        counts: "bad",
        of: [
          { metric: "http_requests_total", matchers },
          { metric: "mails_lost_total", matchers },
        ],
      },
    });
  });
});

describe("what plain JavaScript leaves out, or says too much of", () => {
  const untyped = (value: unknown) => value as never;
  const objective = "99";

  it.each<readonly [string, Slo, string]>([
    ["no total", availability(untyped({ objective, bad: { code: "500" } })), '"total" is missing'],
    [
      "an empty list",
      availability(untyped({ objective, total: [], bad: { code: "500" } })),
      '"total" is missing',
    ],
    [
      "no part",
      availability(untyped({ objective, total: requests })),
      "nothing tells which events are bad or good",
    ],
    [
      "empty part",
      availability(untyped({ objective, total: requests, bad: {} })),
      "nothing tells which events",
    ],
    [
      "all three",
      availability(untyped({ objective, total: requests, bad: lost, good: delivered })),
      "both bad and good",
    ],
    [
      "both by labels",
      availability(untyped({ objective, total: requests, bad: { route: "a" }, good: {} })),
      "both bad",
    ],
    ["no histogram", latency(untyped({ objective, within: "1s" })), '"of" is missing'],
    ["no gauge", uptime(untyped({ objective })), '"of" is missing'],
    ["no condition", timeSlices(untyped({ objective })), '"good" is missing'],
    ["no ratio", errorRatio(untyped({ objective })), '"ratio" is missing'],
  ])("is told of %s", (_, slo, message) => {
    expect(problems(slo)).toEqual([expect.stringContaining(message)]);
  });
});

describe("an objective", () => {
  const told = (objective: unknown) =>
    problems(availability({ objective: objective as string, total: requests, bad: { status_code: "500" } }));

  it("is decimal text that floating-point numbers can tell from 0 and 100", () => {
    for (const fine of ["50", "99.9", "099.5", "99.999999", "0.000001", "99.9000000000"]) {
      expect(told(fine)).toEqual([]);
    }
    expect(told("99.9999999")).toEqual(["objective: an objective of more than six decimal places"]);
    for (const outside of ["0", "100", "0.000000", "99.9%", "100.0000001", "-1", "1e1", ""]) {
      expect(told(outside)).toEqual(["objective: an objective is a percentage above 0 and below 100"]);
    }
    expect(told(99.9)).toEqual(["objective: an objective is decimal text"]);
    expect(told(undefined)).toEqual(['objective: "objective" is missing']);
  });
});

describe("every kind of SLO", () => {
  it("has a name of its kind, and is what the schema reads", () => {
    const slos = [
      availability({ objective: "99", total: requests, bad: { status_code: /5../ }, by: ["route", "pod"] }),
      latency({ objective: "99", of: duration, within: "300ms", by: ["route"] }),
      errorRatio({ objective: "99", ratio: promql("mesh_error_ratio"), by: ["zone"] }),
      uptime({ objective: "99", of: healthy, by: ["replica"] }),
      timeSlices({ objective: "99", good: queue.max().below(100) }),
      probe({ objective: "99", url: "https://shop.example/" }),
      logEvents({ objective: "99", bad: "| json | state=`lost`" }),
      composite({ objective: "99", of: { availability: 2, latency: 1 } }),
    ];
    expect(slos.map(({ name, sli }) => `${name} ${sli.kind}`)).toEqual([
      "availability events",
      "latency latency",
      "error-ratio errorRatio",
      "uptime uptime",
      "time-slices timeSlices",
      "probe probe",
      "log-events logEvents",
      "composite composite",
    ]);
    expect(slos.flatMap(problems)).toEqual([]);
  });

  it("says what is wrong with it", () => {
    expect(problems(composite({ objective: "99", of: {} }))).toEqual(["sli.of: a composite of nothing"]);
    expect(problems(timeSlices({ objective: "99", good: promql("queue_depth") }))).toEqual([
      "sli.good: nothing that is so or is not so",
    ]);
    for (const text of ["queue_depth < 5", "max(a) < 1 and min(b) >= 2 or c == 3"]) {
      expect(problems(timeSlices({ objective: "99", good: promql(text) }))).toEqual([]);
    }
    expect(problems(composite({ objective: "99", of: { latency: 0 } }))).toEqual([
      "sli.of.latency: expected a weight above 0",
    ]);
    expect(problems(logEvents({ objective: "99", bad: '{app="x"} |= "lost"' }))).toEqual([
      "sli.bad: not a LogQL pipeline",
    ]);
    expect(problems(probe({ objective: "99", url: "shop.example" }))).toEqual([
      "sli.url: expected a URL that starts with http(s)://",
    ]);
    const taken = errorRatio({ objective: "99", ratio: promql("up"), by: ["slo"] });
    expect(problems(taken)).toEqual(["by: a label that every SLO has or that tells its parts apart"]);
  });

  it("groups by labels that its metrics have", () => {
    const grouped = { objective: "99", total: requests, bad: { status_code: "500" } } as const;
    // @ts-expect-error the counter has no such label
    const wrong = availability({ ...grouped, by: ["rout"] });
    // @ts-expect-error no more has the gauge
    const other = uptime({ objective: "99", of: healthy, by: ["route"] });
    // A check tells whoever gets past the compiler.
    expect([wrong, other].flatMap(problems)).toEqual([]);
  });
});

describe("maintenance", () => {
  it("is a time that is not longer than it says, in UTC", () => {
    const all = [daily("03:00", "30m"), weekly("sunday", "02:00", "2h"), once("2026-12-24T18:00:00Z", "6h")];
    expect(all.map((each) => maintenanceSchema.safeParse(each).success)).toEqual([true, true, true]);
    const wrong = [
      daily("3 am", "30m"),
      once("tomorrow", "6h"),
      weekly("sunday", "24:00", "2h"),
      daily("03:00", "24h"),
      weekly("sunday", "03:00", "8d"),
      daily("03:00", "an hour"),
    ];
    expect(wrong.filter((each) => maintenanceSchema.safeParse(each).success)).toEqual([]);
  });
});
