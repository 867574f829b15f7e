import { describe, expect, it } from "vitest";
import {
  alert,
  defineEnvironment,
  gauge,
  inCluster,
  nativeHistogram,
  promql,
} from "../../src/definitions/index.ts";
import { promqlFunctions } from "../../src/query/promql/index.ts";
import { diagnose, platformOf, production, serviceOf, workspaceOf } from "../support/definitions.ts";

const on = (version: string) => platformOf({ prometheus: { version } });
const reads = (text: string) =>
  serviceOf({
    metrics: { depth: gauge("queue_depth") },
    alerts: [alert("A", { when: promql(text), severity: "warning", summary: "a" })],
  });
const newer = [...promqlFunctions.values()].filter(
  ({ experimental, since }) => !experimental && !/^(?:2\.|3\.0)/.test(since),
);

describe("functions and the platform's Prometheus", () => {
  it("come with a version that is known", () => {
    expect(newer.map(({ name }) => name)).toContain("first_over_time");
  });

  it.each(newer)("$name needs $since", ({ name, since }) => {
    const codes = (version: string) => {
      const services = [reads(`${name}(queue_depth[1h]) > 10`)];
      return diagnose(workspaceOf({ platform: on(version), services })).map(({ code }) => code);
    };
    expect(codes(`${since}.0`)).toEqual([]);
    expect(codes("3.0.1")).toEqual(["prometheus-too-old"]);
  });

  it.each([
    "max_over_time(queue_depth[5m * 2]) > 10",
    "max_over_time(queue_depth[1h:1m + 1m]) > 10",
    "queue_depth offset -(5m) > 10",
  ])("compute durations since 3.14: %s", (text) => {
    const codes = (version: string) =>
      diagnose(workspaceOf({ platform: on(version), services: [reads(text)] })).map(({ code }) => code);
    expect(codes("3.13.3")).toContain("prometheus-too-old");
    expect(codes("3.14.0")).not.toContain("prometheus-too-old");
  });

  it("are those of every environment that the service runs in", () => {
    const staging = defineEnvironment({
      name: "staging",
      cluster: inCluster(),
      platform: { prometheus: { version: "3.5.0" } },
    });
    const services = [reads("first_over_time(queue_depth[1h]) > 10")];
    const found = diagnose(workspaceOf({ environments: [production, staging], services }));
    expect(found.map(({ message, path }) => [path, message])).toEqual([
      [
        "services.checkout.alerts.A",
        'first_over_time came with Prometheus 3.14, and "staging" runs 3.5.0, in `first_over_time(queue_depth[1h])` (column 1)',
      ],
    ]);
  });
});

describe("metrics and the platform's Prometheus", () => {
  const service = serviceOf({ metrics: { rpc: nativeHistogram("rpc_seconds", { labels: ["method"] }) } });

  it("go together by default", () => {
    expect(diagnose(workspaceOf({ services: [service] }))).toEqual([]);
  });

  it("need one that scrapes native histograms", () => {
    expect(diagnose(workspaceOf({ platform: on("3.7.3"), services: [service] }))).toMatchObject([
      { code: "prometheus-too-old", path: "services.checkout.metrics.rpc" },
    ]);
  });

  it("need Prometheus 3", () => {
    const [found] = diagnose(workspaceOf({ platform: on("2.55.1") }));
    expect(found).toMatchObject({ code: "invalid-value", path: "platform.prometheus.version" });
  });
});
