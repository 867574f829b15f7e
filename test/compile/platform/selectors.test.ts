import { describe, expect, it } from "vitest";
import type { HelmReleaseArtifact, JsonObject } from "../../../src/artifacts/index.ts";
import { compileWorkspace } from "../../../src/compile/index.ts";
import { platformArtifact } from "../../../src/compile/platform/index.ts";
import { objectLabels } from "../../../src/workspace/index.ts";
import { selects } from "../../support/selectors.ts";
import { environmentOf, fullService } from "../../support/services.ts";

const environment = environmentOf([fullService()]);
const { namespaces, releases } = platformArtifact(environment);
const [compiled] = compileWorkspace({ environments: [environment] }).environments;

const MONITORED = ["podMonitor", "probe", "rule", "scrapeConfig", "serviceMonitor"] as const;

describe("the selectors of Prometheus", () => {
  const { prometheusSpec } = values("kube-prometheus-stack").prometheus as { prometheusSpec: JsonObject };

  it.each(MONITORED)(
    "%sSelector is not empty, which the chart would take for its own objects only",
    (kind) => {
      expect(Object.keys(prometheusSpec[`${kind}Selector`] as JsonObject)).not.toEqual([]);
      expect(Object.keys(prometheusSpec[`${kind}NamespaceSelector`] as JsonObject)).not.toEqual([]);
    },
  );

  it("pick every object that Crowsnest makes, and its namespace", () => {
    const objects = (compiled?.teams ?? []).flatMap(({ prometheusRules, serviceMonitors }) => [
      ...prometheusRules.map(({ labels, namespace }) => ({ kind: "rule", labels, namespace })),
      ...serviceMonitors.map(({ metadata }) => ({ kind: "serviceMonitor", ...metadata })),
    ]);
    expect(objects.map(({ kind }) => kind)).toEqual(["rule", "serviceMonitor"]);
    for (const { kind, labels, namespace } of objects) {
      expect(selects(prometheusSpec[`${kind}Selector`], labels)).toBe(true);
      expect(inSelectedNamespace(prometheusSpec[`${kind}NamespaceSelector`], namespace)).toBe(true);
    }
  });

  it("pick the objects of every chart", () => {
    const stack = values("kube-prometheus-stack");
    const loki = values("loki");
    const collector = values("opentelemetry-collector");
    // What each chart's templates put on its monitors and rules.
    const labels = [
      stack.commonLabels,
      at(stack, "kube-state-metrics", "prometheus", "monitor").additionalLabels,
      at(stack, "prometheus-node-exporter", "prometheus", "monitor").additionalLabels,
      at(stack, "grafana", "serviceMonitor").labels,
      at(loki, "monitoring", "alerts").labels,
      at(loki, "monitoring", "rules").labels,
      at(loki, "monitoring", "serviceMonitor").labels,
      at(collector, "podMonitor").extraLabels,
    ];
    for (const set of labels) {
      expect(selects(prometheusSpec.serviceMonitorSelector, set as Record<string, string>)).toBe(true);
    }
    for (const { namespace } of releases) {
      expect(inSelectedNamespace(prometheusSpec.serviceMonitorNamespaceSelector, namespace)).toBe(true);
    }
  });

  it("pick nothing of another environment, of another chart or without labels", () => {
    for (const labels of [objectLabels("staging", "payments"), { release: "other" }, {}]) {
      expect(selects(prometheusSpec.ruleSelector, labels)).toBe(false);
    }
    expect(inSelectedNamespace(prometheusSpec.ruleNamespaceSelector, "shop")).toBe(false);
  });
});

describe("the selectors of Alertmanager", () => {
  const { alertmanagerSpec } = values("kube-prometheus-stack").alertmanager as {
    alertmanagerSpec: JsonObject;
  };

  it.each([{}, { "crowsnest.dev/never": "" }, objectLabels("production", "payments")])(
    "pick nothing: %j",
    (labels) => {
      expect(selects(alertmanagerSpec.alertmanagerConfigSelector, labels)).toBe(false);
      expect(selects(alertmanagerSpec.alertmanagerConfigNamespaceSelector, labels)).toBe(false);
    },
  );
});

describe("the sidecar of Loki's ruler", () => {
  it("picks the rules of every team and writes them to the tenant's folder", () => {
    const rules = (compiled?.teams ?? []).flatMap(({ logRules }) => logRules ?? []);
    expect(rules).toHaveLength(1);
    const sidecar = at(values("loki"), "sidecar", "rules");
    const ruler = at(values("loki"), "loki", "rulerConfig");
    for (const { annotations, labels, namespace, tenant } of rules) {
      expect(labels[String(sidecar.label)]).toBe(sidecar.labelValue);
      expect(namespace).toBe(sidecar.searchNamespace);
      expect(annotations[String(sidecar.folderAnnotation)]).toBe(
        `${at(ruler, "storage", "local").directory}/${tenant}`,
      );
    }
    expect(ruler.rule_path).not.toContain(`${String(sidecar.folder)}/`);
  });
});

function values(chart: string): JsonObject {
  const release = releases.find((candidate: HelmReleaseArtifact) => candidate.chart === chart);
  if (release === undefined) {
    throw new Error(`no release of ${chart}`);
  }
  return release.values;
}

function at(object: JsonObject, ...path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((inner, key) => inner[key] as JsonObject, object);
}

/** The API server puts this label on every namespace. */
function inSelectedNamespace(selector: JsonObject[string] | undefined, name: string): boolean {
  const known = namespaces.find((namespace) => namespace.name === name)?.labels ?? {};
  return selects(selector, { ...known, "kubernetes.io/metadata.name": name });
}
