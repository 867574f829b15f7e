import { describe, expect, it } from "vitest";
import { kubeletVolumes, nodejs, otelHttp, outbound, postgres, redis } from "../../src/catalogs/index.ts";
import { platformMetrics } from "../../src/catalogs/platform/index.ts";
import { compileWorkspace } from "../../src/compile/index.ts";
import { alert, type Catalog, counter, defineCatalog, gauge } from "../../src/definitions/index.ts";
import { metricSchema } from "../../src/definitions/metric.ts";
import { resolveWorkspace } from "../../src/workspace/index.ts";
import { everyCatalog } from "../support/catalogs.ts";
import { diagnose, draftOf, findings, serviceOf, servicesOf, untyped } from "../support/definitions.ts";

describe("ready catalogs", () => {
  it.each(everyCatalog.map((catalog) => [catalog.name, catalog] as const))(
    "%s covers a service",
    (_, catalog) => {
      expect(diagnose(servicesOf(serviceOf({ name: "orders", uses: [catalog] })))).toEqual([]);
      const [service] = draftOf(servicesOf(serviceOf({ name: "orders", uses: [catalog] }))).services;
      const { metrics, slos, alerts } = service?.value ?? {};
      expect(Object.keys(metrics ?? {})).toHaveLength(Object.keys(catalog.metrics).length);
      expect((slos?.length ?? 0) + (alerts?.length ?? 0)).toBeGreaterThan(0);
      expect(alerts?.every(({ name }) => name.startsWith("Orders"))).toBe(true);
      expect(catalog.source).toMatch(/\d/);
    },
  );

  it("go together in one service, each series once", () => {
    const uses = [nodejs(), otelHttp(), outbound()];
    const own = { memory: gauge("process_resident_memory_bytes") };
    expect(diagnose(servicesOf(serviceOf({ uses, metrics: own })))).toEqual([]);
    const [service] = draftOf(servicesOf(serviceOf({ uses, metrics: own }))).services;
    const names = Object.values(service?.value.metrics ?? {}).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(service?.value.metrics.memory?.name).toBe("process_resident_memory_bytes");
  });

  it("have two services of one kind, whose alerts keep apart", () => {
    const two = ["orders-database", "users-database"].map((name) => serviceOf({ name, uses: [postgres()] }));
    expect(findings(servicesOf(...two))).toEqual([]);
    const names = draftOf(servicesOf(...two)).services.flatMap(({ value }) =>
      value.alerts.map(({ name }) => name),
    );
    expect(names).toContain("OrdersDatabasePostgresDown");
    expect(names).toContain("UsersDatabasePostgresDown");
  });

  it("of the platform are metrics that its own rules may read", () => {
    const metrics = platformMetrics();
    expect(metrics.length).toBeGreaterThan(80);
    expect(metrics.filter((metric) => !metricSchema.safeParse(metric).success)).toEqual([]);
    const names = metrics.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("of volumes find those that pods mount, or those of a name", () => {
    const expression = (catalog: Catalog) => {
      const workspace = servicesOf(serviceOf({ name: "orders", uses: [catalog] }));
      const artifacts = compileWorkspace(resolveWorkspace(draftOf(workspace)));
      const groups = artifacts.environments.flatMap(({ teams }) =>
        teams.flatMap(({ prometheusRules }) => prometheusRules.flatMap((resource) => resource.groups)),
      );
      const alerts = groups.flatMap(({ rules }) => rules).filter((rule) => "alert" in rule);
      return alerts.find((rule) => rule.alert === "OrdersVolumeFilesNearlyFull")?.expr;
    };
    expect(expression(kubeletVolumes())).toMatchInlineSnapshot(
      `"min by (persistentvolumeclaim) (kubelet_volume_stats_inodes_free{namespace="shop"} and on (namespace, persistentvolumeclaim) (kube_pod_spec_volumes_persistentvolumeclaims_info{namespace="shop"} and on (namespace, pod) up{environment="production",service="orders"})) / min by (persistentvolumeclaim) (kubelet_volume_stats_inodes{namespace="shop"} and on (namespace, persistentvolumeclaim) (kube_pod_spec_volumes_persistentvolumeclaims_info{namespace="shop"} and on (namespace, pod) up{environment="production",service="orders"})) < 0.05"`,
    );
    expect(expression(kubeletVolumes({ claims: /orders-.+/ }))).toMatchInlineSnapshot(
      `"min by (persistentvolumeclaim) (kubelet_volume_stats_inodes_free{namespace="shop",persistentvolumeclaim=~"orders-.+"}) / min by (persistentvolumeclaim) (kubelet_volume_stats_inodes{namespace="shop",persistentvolumeclaim=~"orders-.+"}) < 0.05"`,
    );
  });

  it("take thresholds in their unit", () => {
    postgres({ connectionsAbove: "90%", replicaBehind: "2m" });
    // @ts-expect-error: a share is written in percent
    postgres({ connectionsAbove: "5m" });
    // @ts-expect-error: no such option
    redis({ connectionsAbove: "90%" });
  });
});

describe("a catalog of one's own", () => {
  const worker = defineCatalog({
    name: "worker",
    source: "job library 3.2",
    metrics: { failed: counter("jobs_failed_total", { labels: ["job_name"] }) },
    alerts: ({ metrics, name }) => [
      alert(name("JobsFail"), {
        when: metrics.failed.rate("5m").sum().above(1),
        severity: "warning",
        summary: "Jobs fail",
      }),
    ],
  });

  it("is used as the ready ones are", () => {
    const [service] = draftOf(servicesOf(serviceOf({ uses: [worker] }))).services;
    expect(service?.value.metrics).toEqual({
      workerFailed: expect.objectContaining({ name: "jobs_failed_total" }),
    });
    expect(service?.value.alerts.map(({ name }) => name)).toEqual(["CheckoutJobsFail"]);
  });

  it("says where a mistake in it was asked for", () => {
    const wrong = defineCatalog({
      name: "wrong",
      source: "none 1",
      metrics: {},
      alerts: () => [alert("1st", { when: untyped(undefined), severity: "warning", summary: "a" })],
      slos: () => untyped(null),
    });
    const found = diagnose(servicesOf(serviceOf({ uses: [wrong] })));
    expect(found.map(({ code }) => code).sort()).toEqual(["invalid-name", "missing-key"]);
    expect(found.every(({ source }) => source?.file.endsWith("catalogs.test.ts"))).toBe(true);
  });

  it("is one, and in a list", () => {
    expect(findings(servicesOf(serviceOf({ uses: untyped(worker) })))).toEqual([
      ["invalid-value", "services.checkout.uses"],
    ]);
    for (const none of [{ metrics: {} }, defineCatalog(untyped({ source: "none 1", metrics: {} }))]) {
      expect(findings(servicesOf(serviceOf({ uses: [untyped(none)] })))).toEqual([
        ["invalid-value", "services.checkout.uses[0]"],
      ]);
    }
    const throws = defineCatalog({
      name: "throws",
      source: "none 1",
      metrics: {},
      alerts: () => {
        throw new Error("not yet");
      },
    });
    expect(findings(servicesOf(serviceOf({ uses: [throws] })))).toEqual([
      ["definition-throws", "services.checkout.uses"],
    ]);
  });
});
