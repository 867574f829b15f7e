import { beforeAll, describe, expect, it } from "vitest";
import {
  canonicalOffence,
  type EnvironmentArtifacts,
  type HelmReleaseArtifact,
  type JsonObject,
} from "../../../src/artifacts/index.ts";
import { lokiRelease } from "../../../src/compile/platform/loki.ts";
import { DEFAULT_CHART_VERSIONS } from "../../../src/definitions/index.ts";
import { lokiSchema } from "../../../src/definitions/loki.ts";
import { DEFAULT_PROMETHEUS_VERSION } from "../../../src/definitions/platform.ts";
import { chartDefaults, misunderstood, schemaErrors, specErrors } from "../../support/charts.ts";
import { compileExample } from "../../support/example.ts";
import { environmentOf, fullService } from "../../support/services.ts";

/** Paths that templates read although no default names them, and maps of a user's own keys. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  "kube-prometheus-stack": [
    // templates/alertmanager/alertmanager.yaml reads it beside `useExistingSecret`.
    "alertmanager.alertmanagerSpec.configSecret",
    // charts/grafana: any section and key of grafana.ini; the class of the volume and of the Ingress.
    "grafana.grafana.ini",
    "grafana.ingress.ingressClassName",
    "grafana.persistence.storageClassName",
  ],
  loki: [
    // templates/_helpers.tpl, loki.commonStorageConfig.
    "loki.storage.bucketNames",
    // Written into Loki's own configuration as they are.
    "loki.limits_config",
    "loki.rulerConfig",
  ],
  // templates/_helpers.tpl goes over all ports.
  "opentelemetry-collector": ["ports.log-counters"],
  "prometheus-operator-crds": [],
};

let environments: readonly EnvironmentArtifacts[];

beforeAll(async () => {
  ({ environments } = await compileExample());
});

function releases(): readonly HelmReleaseArtifact[] {
  return environments.flatMap(({ crds, platform }) => [...crds, ...platform.releases]);
}

function valuesOf(chart: string): readonly JsonObject[] {
  return releases()
    .filter((release) => release.chart === chart)
    .map(({ values }) => values);
}

describe("the charts of the example", () => {
  it("are these, in both environments, in the versions that the contracts are of", () => {
    expect(
      releases().map(({ chart, name, namespace, version }) => [chart, name, namespace, version]),
    ).toMatchInlineSnapshot(`
        [
          [
            "prometheus-operator-crds",
            "shop-crds",
            "default",
            "31.0.1",
          ],
          [
            "kube-prometheus-stack",
            "shop-monitoring",
            "monitoring",
            "88.5.3",
          ],
          [
            "loki",
            "shop-loki",
            "logging",
            "18.11.0",
          ],
          [
            "opentelemetry-collector",
            "shop-collector",
            "node-agents",
            "0.170.0",
          ],
          [
            "prometheus-operator-crds",
            "shop-crds",
            "default",
            "31.0.1",
          ],
          [
            "kube-prometheus-stack",
            "shop-monitoring",
            "monitoring",
            "88.5.3",
          ],
          [
            "loki",
            "shop-loki",
            "logging",
            "18.11.0",
          ],
          [
            "opentelemetry-collector",
            "shop-collector",
            "node-agents",
            "0.170.0",
          ],
        ]
      `);
    expect(Object.keys(OPEN).map((chart) => chartVersion(chart))).toEqual([
      DEFAULT_CHART_VERSIONS.kubePrometheusStack,
      DEFAULT_CHART_VERSIONS.loki,
      DEFAULT_CHART_VERSIONS.opentelemetryCollector,
      DEFAULT_CHART_VERSIONS.prometheusOperatorCrds,
    ]);
  });

  it.each(Object.keys(OPEN))("%s knows every value that is set", (chart) => {
    const all = valuesOf(chart);
    expect(all).toHaveLength(2);
    const defaults = chartDefaults(chart);
    for (const values of all) {
      expect(misunderstood(values, defaults, new Set(OPEN[chart]))).toEqual([]);
    }
  });

  it.each(["loki", "opentelemetry-collector"])("%s accepts the values by its own schema", (chart) => {
    const all = valuesOf(chart);
    expect(all).toHaveLength(2);
    for (const values of all) {
      expect(schemaErrors(chart, values)).toEqual([]);
    }
  });

  it("set specs that the operator's resources have", () => {
    const all = valuesOf("kube-prometheus-stack");
    expect(all).toHaveLength(2);
    for (const values of all) {
      // The chart joins the parts of an image to the text that the resources have.
      const {
        podAntiAffinity: _a,
        image: _b,
        storageSpec,
        ...prometheus
      } = at(values, "prometheus", "prometheusSpec");
      expect(specErrors("prometheuses", { ...prometheus, storage: storageSpec })).toEqual([]);
      const {
        podAntiAffinity: _c,
        useExistingSecret: _d,
        image: _e,
        ...alertmanager
      } = at(values, "alertmanager", "alertmanagerSpec");
      expect(specErrors("alertmanagers", alertmanager)).toEqual([]);
    }
  });

  it("run the Prometheus that the chart was made with, unless somebody says otherwise", () => {
    const defaults = chartDefaults("kube-prometheus-stack") as JsonObject;
    const all = valuesOf("kube-prometheus-stack");
    expect(all).toHaveLength(2);
    for (const values of all) {
      const { tag } = at(values, "prometheus", "prometheusSpec", "image");
      expect(tag).toBe(at(defaults, "prometheus", "prometheusSpec", "image").tag);
      expect(tag).toBe(`v${DEFAULT_PROMETHEUS_VERSION}-distroless`);
    }
  });

  it("hold no secret, only names of Secrets", () => {
    const words = JSON.stringify(releases()).match(
      /"[^"]*(password|token|secret|api_?key)[^"]*":("[^"]*"|[^,}\]]*)/gi,
    );
    expect([...new Set(words)].sort()).toMatchInlineSnapshot(`
      [
        ""assertNoLeakedSecrets":true",
        ""configSecret":"crowsnest-alertmanager"",
        ""existingSecret":"grafana-admin"",
        ""passwordKey":"admin-password"",
        ""secrets":["alertmanager-receivers"",
        ""useExistingSecret":true",
      ]
    `);
  });

  it("are plain data in one order", () => {
    expect(environments.map(({ platform }) => canonicalOffence(platform))).toEqual([undefined, undefined]);
  });
});

describe("Loki in distributed mode", () => {
  const environment = environmentOf([fullService()]);
  const logs = lokiSchema.parse({
    kind: "loki",
    mode: "distributed",
    replicas: 3,
    storage: { bucket: "logs", credentialsSecret: "loki-s3", kind: "s3", region: "eu-central-1" },
  });
  const { values } = lokiRelease(environment, logs);

  it("is understood by the chart", () => {
    expect(misunderstood(values, chartDefaults("loki"), new Set(OPEN.loki))).toEqual([]);
    expect(schemaErrors("loki", values)).toEqual([]);
  });

  it("runs no part of another mode, and one compactor", () => {
    const replicas = Object.entries(values as Readonly<Record<string, JsonObject>>).flatMap(
      ([part, value]) => (typeof value.replicas === "number" ? [`${part} ${value.replicas}`] : []),
    );
    expect(replicas).toMatchInlineSnapshot(`
      [
        "backend 0",
        "compactor 1",
        "distributor 3",
        "gateway 2",
        "indexGateway 2",
        "ingester 3",
        "querier 3",
        "queryFrontend 2",
        "queryScheduler 2",
        "read 0",
        "ruler 2",
        "singleBinary 0",
        "write 0",
      ]
    `);
  });

  it("writes rules where its ruler reads them, and hands every part its credentials", () => {
    expect(at(values, "ruler").sidecar).toBe(true);
    expect(at(values, "defaults").extraEnvFrom).toEqual([{ secretRef: { name: "loki-s3" } }]);
  });
});

describe("the check of values", () => {
  const defaults = { image: { tag: "v1" }, replicas: 1, resources: {}, tolerations: [] };

  it("finds unknown keys and other types", () => {
    const values = {
      image: { tag: 1, tga: "v2" },
      replicas: "2",
      resources: { any: { thing: 1 } },
      tolerations: {},
    };
    expect(misunderstood(values, defaults, new Set())).toEqual([
      "image.tag is number, not string",
      "image.tga is unknown",
      "replicas is string, not number",
      "tolerations is object, not a list",
    ]);
  });

  it("finds fields that a custom resource does not have", () => {
    expect(specErrors("prometheuses", { replicas: 2, retensionSize: "1GB" })).toEqual([
      ' must NOT have additional properties {"additionalProperty":"retensionSize"}',
    ]);
  });
});

function chartVersion(chart: string): string | undefined {
  return releases().find((release) => release.chart === chart)?.version;
}

function at(values: JsonObject, ...path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((object, key) => object[key] as JsonObject, values);
}
