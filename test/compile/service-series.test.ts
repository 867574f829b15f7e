import { describe, expect, it } from "vitest";
import { narrowing } from "../../src/compile/service-series.ts";
import { counter, gauge } from "../../src/definitions/index.ts";
import { equals, parsePromql, printPromql } from "../../src/query/promql/index.ts";

const metrics = {
  restarts: counter("restarts_total", { about: "pod" }),
  free: gauge("free_bytes", { about: "claim", labels: ["persistentvolumeclaim"] }),
  wanted: gauge("wanted", { about: "namespace", labels: ["deployment"] }),
  queue: gauge("queue"),
};
const matchers = [equals("service", "orders")];

function narrowed(text: string, of: Parameters<typeof narrowing>[0]["metrics"] = metrics): string {
  const { expr } = parsePromql(text);
  if (expr === undefined) {
    throw new Error(text);
  }
  return printPromql(narrowing({ metrics: of, namespace: "shop" }, matchers)(expr));
}

describe("expressions of one service", () => {
  it("select what it exposes by its labels", () => {
    expect(narrowed('max(queue{a="b"})')).toBe('max(queue{a="b",service="orders"})');
  });

  it("join what the cluster says of pods with the pods that are scraped", () => {
    expect(narrowed("sum by (pod) (restarts_total)")).toBe(
      'sum by (pod) (restarts_total{namespace="shop"} and on (namespace, pod) up{service="orders"})',
    );
  });

  it("join the function of a range, which cannot be joined itself", () => {
    expect(narrowed("sum(increase(restarts_total[1h])) > max_over_time(queue[5m])")).toBe(
      'sum(increase(restarts_total{namespace="shop"}[1h]) and on (namespace, pod) up{service="orders"}) > max_over_time(queue{service="orders"}[5m])',
    );
    expect(narrowed("max_over_time(restarts_total[1h:5m])")).toBe(
      'max_over_time((restarts_total{namespace="shop"} and on (namespace, pod) up{service="orders"})[1h:5m])',
    );
  });

  it("join what is said of claims with those that its pods mount", () => {
    expect(narrowed("predict_linear(free_bytes[6h], 3600)")).toBe(
      'predict_linear(free_bytes{namespace="shop"}[6h], 3600) and on (namespace, persistentvolumeclaim) (kube_pod_spec_volumes_persistentvolumeclaims_info{namespace="shop"} and on (namespace, pod) up{service="orders"})',
    );
  });

  it("keep to the namespace where a name says the rest", () => {
    expect(narrowed('wanted{deployment="orders"}')).toBe('wanted{deployment="orders",namespace="shop"}');
  });

  it("are as before where the cluster says nothing", () => {
    expect(narrowed("restarts_total", {})).toBe('restarts_total{service="orders"}');
  });
});
