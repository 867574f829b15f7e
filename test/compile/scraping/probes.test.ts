import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { platformArtifact } from "../../../src/compile/platform/index.ts";
import { probeObjects } from "../../../src/compile/scraping/probes.ts";
import { probe } from "../../../src/definitions/index.ts";
import { environmentOf, fullService } from "../../support/services.ts";

const checkout = fullService({
  slos: [
    probe({ name: "from-outside", objective: "99.9", url: "https://shop.example/health", within: "2s" }),
  ],
});
const environment = environmentOf([checkout]);

describe("an SLO on requests from outside", () => {
  it("has a Probe that asks the blackbox exporter, with the labels that its rules read", () => {
    const probes = probeObjects(environment, checkout);
    expect(canonicalOffence(probes)).toBeUndefined();
    expect(probes.map(({ kind, metadata, spec }) => ({ kind, name: metadata.name, spec }))).toEqual([
      {
        kind: "Probe",
        name: "production-checkout-from-outside",
        spec: {
          interval: "30s",
          jobName: "checkout/from-outside",
          module: "http_2xx",
          prober: { url: "shop-blackbox.monitoring.svc:9115" },
          scrapeTimeout: "10s",
          targets: {
            staticConfig: {
              labels: {
                environment: "production",
                probe: "from-outside",
                service: "checkout",
                team: "payments",
              },
              static: ["https://shop.example/health"],
            },
          },
        },
      },
    ]);
  });

  it("brings the exporter, which only Prometheus may ask", () => {
    const { networkPolicies, releases } = platformArtifact(environment);
    const chart = releases.find((release) => release.chart === "prometheus-blackbox-exporter");
    expect(chart).toMatchObject({ name: "shop-blackbox", namespace: "monitoring" });
    expect(networkPolicies.find(({ name }) => name === "crowsnest-blackbox")).toMatchObject({
      ingress: [{ ports: [{ port: "9115", protocol: "TCP" }] }],
      podLabels: { "app.kubernetes.io/name": "prometheus-blackbox-exporter" },
    });
    const without = platformArtifact(environmentOf([fullService()]));
    expect(without.releases.map((release) => release.chart)).not.toContain("prometheus-blackbox-exporter");
  });
});
