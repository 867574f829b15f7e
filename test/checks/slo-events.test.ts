import { describe, expect, it } from "vitest";
import { composites } from "../../src/checks/composites.ts";
import { sloEvents } from "../../src/checks/slo-events.ts";
import type { MetricHandles, Slo } from "../../src/definitions/index.ts";
import {
  availability,
  composite,
  counter,
  gauge,
  histogram,
  logEvents,
  not,
  timeSlices,
  uptime,
} from "../../src/definitions/index.ts";
import { diagnose, draftOf, serviceOf, servicesOf, workspaceOf } from "../support/definitions.ts";

const metrics = {
  requests: counter("requests_total", { labels: ["route", "code"] }),
  failures: counter("failures_total"),
  bytes: counter("lost_bytes_total"),
  duration: histogram("duration_seconds", { buckets: [0.3, 1] }),
};

function draft(slos: (handles: MetricHandles<typeof metrics>) => readonly Slo[]) {
  return draftOf(workspaceOf({ services: [serviceOf<typeof metrics>({ metrics, slos })] }));
}

describe("events of an SLO", () => {
  it("are well when the part is in the total, or a counter of its own", () => {
    const slos = draft(({ requests, failures }) => [
      availability({ objective: "99", total: requests, bad: failures }),
      availability({
        name: "pay",
        objective: "99",
        total: requests.where({ route: "/pay" }),
        bad: [requests.where({ route: "/pay", code: "500" })],
        by: ["code", "pod"],
      }),
      availability({
        name: "either",
        objective: "99",
        total: requests.where({ route: /\/(pay|cart)/ }),
        bad: [requests.where({ route: "/pay", code: "500" })],
      }),
    ]);
    expect(sloEvents(slos)).toEqual([]);
  });

  it("are told when the part is no part of the total", () => {
    const slos = draft(({ requests }) => [
      availability({
        objective: "99",
        total: requests.where({ route: "/pay" }),
        bad: requests.where({ route: "/cart" }),
      }),
      availability({
        name: "wider",
        objective: "99",
        total: requests.where({ code: "500" }),
        bad: [requests.where({ code: /5../ })],
      }),
    ]);
    expect(sloEvents(slos)).toMatchObject([
      { code: "part-not-in-total", path: "services.checkout.slos.availability" },
      { code: "part-not-in-total", path: "services.checkout.slos.wider" },
    ]);
  });

  it("are told once when nothing can be in the part", () => {
    const slos = ({ requests }: MetricHandles<typeof metrics>) => {
      const total = requests.where({ code: "200" });
      return [
        availability({ name: "text", objective: "99", total, bad: { code: "500" } }),
        availability({ name: "pattern", objective: "99", total, bad: { code: /5../ } }),
      ];
    };
    const found = diagnose(servicesOf(serviceOf<typeof metrics>({ metrics, slos })));
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ["selects-nothing", "services.checkout.slos.text"],
      ["selects-nothing", "services.checkout.slos.pattern"],
    ]);
  });

  it("are told when the part is the total", () => {
    const slos = draft(({ requests, failures }) => [
      availability({ objective: "99", total: failures, bad: failures }),
      availability({ name: "good", objective: "99", total: requests, good: [requests] }),
      availability({
        name: "labels",
        objective: "99",
        total: requests.where({ code: "500" }),
        bad: { code: "500" },
      }),
      availability({
        name: "pattern",
        objective: "99",
        total: requests.where({ code: "500" }),
        bad: { code: /5../ },
      }),
    ]);
    expect(sloEvents(slos).map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'part-not-in-total: the bad events of "availability" are its total: all are bad, always',
      'part-not-in-total: the good events of "good" are its total: all are good, always',
      'part-not-in-total: the bad events of "labels" are its total: all are bad, always',
      'part-not-in-total: the bad events of "pattern" are its total: all are bad, always',
    ]);
  });

  it("are told when they have different units", () => {
    const slos = draft(({ requests, bytes }) => [
      availability({ objective: "99", total: requests, bad: bytes }),
    ]);
    expect(sloEvents(slos)).toMatchObject([
      {
        code: "unit-mismatch",
        message: '"availability" compares requests_total (events) with lost_bytes_total (bytes)',
      },
    ]);
  });

  it("are of one unit where a histogram's observations are counted", () => {
    const slos = draft(({ duration, failures }) => [
      availability({ objective: "99", total: duration.count(), bad: failures }),
    ]);
    expect(sloEvents(slos)).toEqual([]);
  });

  it("are told when they are counted twice", () => {
    const slos = draft(({ requests, failures }) => [
      availability({ objective: "99", total: [requests, requests.where({})], bad: failures }),
      availability({ name: "good", objective: "99", good: requests, bad: requests.where({ code: /5../ }) }),
      availability({
        name: "bad",
        objective: "99",
        total: requests,
        bad: [requests.where({ code: /5../ }), requests.where({ code: "500" })],
      }),
      availability({
        name: "apart",
        objective: "99",
        good: requests.where({ code: not(/5../) }),
        bad: requests.where({ code: /5../ }),
      }),
    ]);
    expect(sloEvents(slos).map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'counted-twice: "availability" counts events of requests_total twice',
      'counted-twice: "good" counts events of requests_total twice',
      'counted-twice: "bad" counts events of requests_total twice',
    ]);
  });

  it("are told when they are lines of a service without logs", () => {
    expect(sloEvents(draft(() => [logEvents({ objective: "99", bad: "|= `lost`" })]))).toMatchObject([
      { code: "missing-key" },
    ]);
  });
});

describe("what the cluster exposes", () => {
  const ready = { ready: gauge("kube_pod_status_ready", { about: "pod", labels: ["condition"] }) };
  const draftOfReady = (slos: (handles: MetricHandles<typeof ready>) => readonly Slo[]) =>
    draftOf(servicesOf(serviceOf<typeof ready>({ metrics: ready, slos })));

  it("is nothing that a service can count, but may be asked in a condition", () => {
    const counted = draftOfReady((m) => [uptime({ objective: "99", of: m.ready })]);
    expect(sloEvents(counted).map(({ code, message }) => [code, message])).toEqual([
      [
        "invalid-value",
        'the SLO "uptime" counts kube_pod_status_ready, which the cluster exposes and not the service',
      ],
    ]);
    const asked = draftOfReady((m) => [timeSlices({ objective: "99", good: m.ready.min().atLeast(1) })]);
    expect(sloEvents(asked)).toEqual([]);
  });
});

describe("a composite", () => {
  it("is made of whole SLOs of its service and window", () => {
    const slos = draft(({ requests, failures }) => [
      availability({ objective: "99", total: requests, bad: failures }),
      availability({ name: "week", objective: "99", window: "7d", total: requests, bad: failures }),
      availability({
        name: "routes",
        objective: "99",
        total: requests,
        bad: { code: "500" },
        by: ["route"],
      }),
      composite({
        objective: "99",
        window: "4w",
        of: { availability: 1, week: 1, routes: 1, composite: 1, availabilty: 2 },
      }),
      composite({ name: "fine", objective: "99", of: { availability: 1 } }),
    ]);
    expect(new Set(composites(slos).map(({ code }) => code))).toEqual(new Set(["invalid-composite"]));
    expect(composites(slos).map(({ message }) => message)).toEqual([
      '"composite" cannot be made of "availability": its window is 30d and not 4w',
      '"composite" cannot be made of "week": its window is 7d and not 4w',
      '"composite" cannot be made of "routes": it has a budget for each route',
      '"composite" cannot be made of "composite": it is a composite itself',
      '"composite" cannot be made of "availabilty": the service has no such SLO',
    ]);
  });

  it("is made of something", () => {
    const empty = serviceOf({ slos: [composite({ objective: "99", of: {} })] });
    expect(diagnose(servicesOf(empty)).map(({ code }) => code)).toEqual(["empty-composite"]);
  });
});
