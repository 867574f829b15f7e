import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { serviceMonitor } from "../../../src/compile/scraping/index.ts";
import { objectSelector } from "../../../src/workspace/index.ts";
import { environmentOf, fullService, service } from "../../support/services.ts";

describe("a service's monitor", () => {
  it("scrapes its Kubernetes Service, and says whose the series are", () => {
    const checkout = fullService();
    const monitor = serviceMonitor(environmentOf([checkout]), checkout);
    expect(canonicalOffence(monitor)).toBeUndefined();
    expect(monitor).toMatchInlineSnapshot(`
      {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "ServiceMonitor",
        "metadata": {
          "labels": {
            "app.kubernetes.io/managed-by": "crowsnest",
            "crowsnest.dev/environment": "production",
            "crowsnest.dev/team": "payments",
          },
          "name": "production-checkout",
          "namespace": "monitoring",
        },
        "spec": {
          "endpoints": [
            {
              "honorLabels": false,
              "interval": "15s",
              "path": "/metrics",
              "port": "http",
              "relabelings": [
                {
                  "action": "replace",
                  "replacement": "production",
                  "targetLabel": "environment",
                },
                {
                  "action": "replace",
                  "replacement": "checkout",
                  "targetLabel": "service",
                },
                {
                  "action": "replace",
                  "replacement": "payments",
                  "targetLabel": "team",
                },
              ],
              "scrapeTimeout": "10s",
            },
          ],
          "namespaceSelector": {
            "matchNames": [
              "shop",
            ],
          },
          "scrapeClassicHistograms": true,
          "scrapeNativeHistograms": true,
          "selector": {
            "matchLabels": {
              "app": "checkout",
            },
          },
        },
      }
    `);
  });

  it("is selected by its environment's Prometheus", () => {
    const { metadata } = serviceMonitor(environmentOf([]), service());
    expect(metadata.labels).toMatchObject(objectSelector("production"));
  });

  it("sorts labels, and lets none of the service's own replace ours", () => {
    const scrape = { ...service().scrape, selector: { z: "1", "app.kubernetes.io/name": "a", app: "b" } };
    const { spec } = serviceMonitor(environmentOf([]), service({ scrape }));
    expect(JSON.stringify(spec.selector)).toBe(
      '{"matchLabels":{"app":"b","app.kubernetes.io/name":"a","z":"1"}}',
    );
    expect(spec.endpoints).toMatchObject([{ honorLabels: false }]);
  });

  it("has a name of at most 63 characters", () => {
    const { metadata } = serviceMonitor(environmentOf([]), service({ name: "x".repeat(50) }));
    expect(metadata.name.length).toBeLessThanOrEqual(63);
    const long = environmentOf([], { name: "e".repeat(50) });
    const names = ["a", "b"].map(
      (end) => serviceMonitor(long, service({ name: `${"x".repeat(49)}${end}` })).metadata.name,
    );
    expect(new Set(names).size).toBe(2);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(63);
  });
});
