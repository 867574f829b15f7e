import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { canonicalOffence, type HelmReleaseArtifact, type JsonObject } from "../../../src/artifacts/index.ts";
import { collectorRelease } from "../../../src/compile/platform/collector.ts";
import { crdReleases, platformArtifact } from "../../../src/compile/platform/index.ts";
import { masterNodes } from "../../../src/definitions/elk.ts";
import type { Elk, ElkOptions } from "../../../src/definitions/index.ts";
import { logstashPipeline } from "../../../src/definitions/index.ts";
import { chartDefaults, misunderstood, schemaErrors, specErrors } from "../../support/charts.ts";
import { elkEnvironmentOf, logContract, service } from "../../support/services.ts";

const FULL: Partial<ElkOptions> = {
  accounts: { reader: "es-reader", writer: "es-writer" },
  certificateSecret: "es-certificate",
  hot: { memory: "16Gi", nodes: 4, storage: { className: "ssd", size: "500Gi" } },
  kibana: {
    ingress: { className: "nginx", namespace: "ingress", tlsSecret: "kibana-tls" },
    url: "https://kibana.example.com/",
  },
  pipelines: [
    logstashPipeline({
      filter: 'mutate { remove_field => ["agent"] }',
      input: "beats { port => 5044 }",
      listens: { from: "mainframe", port: 5044 },
      name: "mainframe",
      service: "checkout",
    }),
  ],
  warm: { after: "3d", nodes: 2 },
};

/** Paths that templates read although no default names them. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  // Written into the pod as it is.
  "eck-operator": ["podSecurityContext"],
  // Everything below is the resource's own, which its definition checks.
  "eck-stack": ["eck-elasticsearch", "eck-kibana", "eck-logstash"],
};

function made(options: Partial<ElkOptions>) {
  const environment = elkEnvironmentOf([service({ logs: logContract() })], options);
  const logs = environment.platform.logs as Elk;
  const platform = platformArtifact(environment);
  return {
    collector: collectorRelease(environment, logs),
    crds: crdReleases(environment),
    environment,
    platform,
    release: (chart: string) =>
      platform.releases.find((release) => release.chart === chart) as HelmReleaseArtifact,
  };
}

const below = (values: JsonObject, key: string): JsonObject => {
  const { enabled: _e, fullnameOverride: _f, ingress: _i, version: _v, ...spec } = values[key] as JsonObject;
  return spec;
};

describe.each([
  ["the least that can be said", {}],
  ["everything", FULL],
])("the Elastic Stack with %s", (_, options) => {
  const { collector, crds, platform, release } = made(options);

  it("is these charts, in the versions that the contracts are of", () => {
    expect(crds.map(({ chart, version }) => `${chart} ${version}`)).toEqual([
      "eck-operator-crds 3.5.0",
      "prometheus-operator-crds 31.0.1",
    ]);
    expect(platform.releases.slice(1).map(({ chart, version }) => `${chart} ${version}`)).toEqual([
      "eck-operator 3.5.0",
      "eck-stack 0.20.0",
      "prometheus-elasticsearch-exporter 7.4.0",
    ]);
  });

  it("sets values that the charts know", () => {
    for (const chart of ["eck-operator", "eck-stack", "prometheus-elasticsearch-exporter"]) {
      expect(misunderstood(release(chart).values, chartDefaults(chart), new Set(OPEN[chart])), chart).toEqual(
        [],
      );
    }
    expect(schemaErrors("opentelemetry-collector", collector.values)).toEqual([]);
  });

  it("sets specs that the operator's resources have", () => {
    const { values } = release("eck-stack");
    const elasticsearch = below(values, "eck-elasticsearch");
    expect(specErrors("elasticsearches", elasticsearch, "elasticsearch.k8s.elastic.co")).toEqual([]);
    expect(specErrors("kibanas", below(values, "eck-kibana"), "kibana.k8s.elastic.co")).toEqual([]);
    if ("eck-logstash" in values) {
      expect(specErrors("logstashes", below(values, "eck-logstash"), "logstash.k8s.elastic.co")).toEqual([]);
    }
  });

  it("is plain data in one order", () => {
    expect(canonicalOffence({ collector, crds, platform })).toBeUndefined();
  });

  it("holds no secret, only names of Secrets", () => {
    const words = JSON.stringify([platform.releases.slice(1), collector]).match(
      /"(?:password|secret\w*|api_?key)":"[^"]*"/gi,
    );
    const known =
      /^"(?:secretName|secret|password)":"(?:e(?:s|lasticsearch)-|shop-elasticsearch-roles|kibana-tls|\$\{env:)/;
    expect(words?.length).toBeGreaterThan(2);
    expect(words?.filter((word) => !known.test(word))).toEqual([]);
  });
});

describe("the Elastic Stack", () => {
  it("is this, with everything", async () => {
    const { collector, platform } = made(FULL);
    for (const release of [...platform.releases.slice(1), collector]) {
      await expect(stringify(release)).toMatchFileSnapshot(`golden/elk/${release.name}.yaml`);
    }
    const { namespaces, networkPolicies } = platform;
    await expect(stringify({ namespaces, networkPolicies })).toMatchFileSnapshot(
      "golden/elk/namespaces.yaml",
    );
  });

  it("has nodes that only lead when there are many, or when they are asked for", () => {
    const masters = (options: Partial<ElkOptions>) =>
      masterNodes(made(options).environment.platform.logs as Elk);
    expect(masters({})).toBe(0);
    expect(masters({ hot: { nodes: 3 }, warm: { nodes: 3 } })).toBe(3);
    expect(masters({ hot: { nodes: 20 }, masters: 0 })).toBe(0);
    expect(masters({ hot: { nodes: 2 }, masters: 3 })).toBe(3);
  });

  it("runs Logstash only where something comes by it", () => {
    expect("eck-logstash" in made({}).release("eck-stack").values).toBe(false);
    const { platform } = made({});
    expect(platform.networkPolicies.some(({ name }) => name === "crowsnest-logstash")).toBe(false);
  });

  it("asks of its namespace what all other parts do", () => {
    const { platform } = made(FULL);
    const logging = platform.namespaces.find(({ name }) => name === "logging");
    expect(logging?.labels["pod-security.kubernetes.io/enforce"]).toBe("restricted");
    const open = platform.networkPolicies.filter(
      ({ ingress, namespace }) => namespace === "logging" && ingress.some(({ from }) => from.length === 0),
    );
    // The API server reaches the operator's webhook, and nobody can name it.
    expect(open.map(({ name }) => name)).toEqual(["crowsnest-elastic-operator"]);
  });
});
