import { describe, expect, it } from "vitest";
import { sloGroups } from "../../src/checks/slo-groups.ts";
import type { MetricHandles, Slo } from "../../src/definitions/index.ts";
import {
  availability,
  counter,
  errorRatio,
  gauge,
  not,
  promql,
  timeSlices,
  uptime,
} from "../../src/definitions/index.ts";
import { draftOf, serviceOf, servicesOf } from "../support/definitions.ts";

const metrics = {
  requests: counter("requests_total", { labels: ["route", "code"] }),
  failures: counter("failures_total"),
  lost: counter("lost_total", { labels: ["code"] }),
  queue: gauge("queue_depth", { labels: ["queue"] }),
  healthy: gauge("healthy", { labels: ["zone"] }),
};

function found(slos: (handles: MetricHandles<typeof metrics>) => readonly Slo[]) {
  const diagnostics = sloGroups(draftOf(servicesOf(serviceOf<typeof metrics>({ metrics, slos }))));
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe("groups of an SLO", () => {
  it("are told when a metric lacks their label", () => {
    expect(
      found(({ failures, requests }) => [
        availability({ objective: "99", total: requests, bad: failures as typeof requests, by: ["route"] }),
      ]),
    ).toEqual(['unknown-label: failures_total has no label "route" to group by']);
  });

  it("are told when what is measured has lost their label", () => {
    const by = ["queue"];
    const diagnostics = found(({ queue }) => [
      timeSlices({ objective: "99", name: "kept", good: queue.sum({ by: ["queue"] }).below(10), by }),
      timeSlices({ objective: "99", name: "each", good: queue.value().below(10), by }),
      timeSlices({ objective: "99", name: "sum", good: queue.sum().below(10), by }),
      timeSlices({ objective: "99", name: "text", good: promql("max(queue_depth) < 10"), by }),
      errorRatio({
        objective: "99",
        name: "mean",
        ratio: promql("avg without (queue) (healthy)"),
        by: ["zone"],
      }),
      errorRatio({ objective: "99", name: "ratio", ratio: promql("1 - avg(healthy)"), by: ["zone", "pod"] }),
      errorRatio({ objective: "99", name: "unknown", ratio: promql("somebody_elses"), by: ["zone"] }),
    ]);
    expect(diagnostics).toEqual([
      'unknown-label: what "sum" measures has no label "queue" to group by',
      'unknown-label: what "text" measures has no label "queue" to group by',
      'unknown-label: what "ratio" measures has no label "zone" to group by',
      'unknown-label: what "ratio" measures has no label "pod" to group by',
    ]);
  });

  it("are told when each is all bad or all good", () => {
    const by = ["code"] as const;
    const objective = "99";
    const diagnostics = found(({ requests, lost }) => [
      availability({ objective, name: "labels", total: requests, bad: { code: /5../ }, by }),
      availability({ objective, name: "part", total: requests, bad: requests.where({ code: "500" }), by }),
      availability({
        objective,
        name: "sides",
        good: requests.where({ code: "200" }),
        bad: [requests.where({ code: "500" })],
        by,
      }),
      availability({ objective, name: "two", total: [requests, lost], good: { code: "200" }, by }),
    ]);
    expect(diagnostics).toEqual(
      ["bad", "bad", "bad", "good"].map((kind, index) => {
        const name = ["labels", "part", "sides", "two"][index];
        return `constant-groups: "${name}" tells what is ${kind} by code, and is grouped by it: each group is ${kind} always or never`;
      }),
    );
  });

  it("are well when something else tells them apart as well", () => {
    const objective = "99";
    const diagnostics = found(({ requests, lost, healthy }) => [
      availability({ objective, total: requests, bad: { code: /5../ }, by: ["route"] }),
      availability({
        objective,
        name: "both",
        total: requests,
        bad: { code: /5../, route: not("/") },
        by: ["route"],
      }),
      availability({
        objective,
        name: "other",
        total: requests,
        bad: lost.where({ code: "500" }),
        by: ["code"],
      }),
      availability({
        objective,
        name: "one",
        total: [requests, lost],
        bad: lost.where({ code: "500" }),
        by: ["code"],
      }),
      uptime({ objective, of: healthy.where({ zone: "a" }), by: ["zone"] }),
    ]);
    expect(diagnostics).toEqual([]);
  });
});
