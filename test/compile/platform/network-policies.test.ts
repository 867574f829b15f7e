import { describe, expect, it } from "vitest";
import { platformArtifact } from "../../../src/compile/platform/index.ts";
import { environmentOf, fullService } from "../../support/services.ts";

const { namespaces, networkPolicies, releases } = platformArtifact(environmentOf([fullService()]));

describe("network policies", () => {
  it("open exactly this", () => {
    const openings = networkPolicies.flatMap(({ ingress, namespace, podLabels }) =>
      ingress.map(({ from, ports }) => {
        const peers = from.map(
          (peer) =>
            `${peer.namespaceLabels?.["kubernetes.io/metadata.name"] ?? namespace}/${pods(peer.podLabels)}`,
        );
        const open = ports.map(({ port, protocol }) => `${port}/${protocol}`);
        return `${namespace}/${pods(podLabels)} ${open.join(" ")} <- ${peers.join(", ") || "anyone"}`;
      }),
    );
    expect(openings).toMatchInlineSnapshot(`
      [
        "logging/loki 3100/TCP 9095/TCP 7946/TCP 11211/TCP <- logging/loki",
        "logging/loki http-metrics/TCP <- monitoring/prometheus",
        "logging/gateway+loki 8080/TCP <- node-agents/shop-collector+opentelemetry-collector, monitoring/grafana",
        "monitoring/alertmanager 9093/TCP <- monitoring/prometheus, monitoring/grafana, logging/loki",
        "monitoring/alertmanager 9094/TCP 9094/UDP <- monitoring/alertmanager",
        "monitoring/alertmanager 8080/TCP <- monitoring/prometheus",
        "monitoring/grafana 3000/TCP <- ingress-nginx/*, monitoring/prometheus",
        "monitoring/kube-state-metrics 8080/TCP <- monitoring/prometheus",
        "monitoring/kube-prometheus-stack-operator 10250/TCP <- monitoring/prometheus",
        "monitoring/kube-prometheus-stack-operator-webhook 10250/TCP <- anyone",
        "monitoring/prometheus 9090/TCP <- monitoring/prometheus, monitoring/grafana, logging/loki",
        "monitoring/prometheus 8080/TCP <- monitoring/prometheus",
        "node-agents/shop-collector+opentelemetry-collector 8888/TCP 8889/TCP <- monitoring/prometheus",
      ]
    `);
  });

  it("deny everything else in every namespace of ours", () => {
    const closed = networkPolicies.filter(
      ({ ingress, podLabels }) => ingress.length === 0 && pods(podLabels) === "*",
    );
    expect(closed.map(({ namespace }) => namespace)).toEqual(namespaces.map(({ name }) => name));
  });

  it("are ours alone: policies add up, so a chart's could only open more", () => {
    const enabled = releases.flatMap(({ values }) =>
      paths(values).filter((path) => /networkPolicy.*enabled$/.test(path)),
    );
    expect(enabled).toEqual([]);
  });
});

describe("namespaces", () => {
  it("let only agents see their node", () => {
    const levels = namespaces.map(({ name, labels }) => [name, labels["pod-security.kubernetes.io/enforce"]]);
    expect(levels).toEqual([
      ["logging", "restricted"],
      ["monitoring", "restricted"],
      ["node-agents", "privileged"],
    ]);
  });

  it("keep what needs the node's files among the agents", () => {
    const needy = releases.filter(({ values }) =>
      paths(values).some((path) => path.endsWith(".hostPath.path")),
    );
    expect(needy.map(({ namespace }) => namespace)).toEqual(["node-agents"]);
  });

  it("have no logging where nothing collects logs", () => {
    const environment = environmentOf([]);
    const { logs: _, ...platform } = environment.platform;
    const artifact = platformArtifact({ ...environment, platform });
    expect(artifact.namespaces.map(({ name }) => name)).toEqual(["monitoring", "node-agents"]);
    expect(artifact.releases.map(({ chart }) => chart)).toEqual(["kube-prometheus-stack"]);
    expect(artifact.networkPolicies.filter(({ namespace }) => namespace === "logging")).toEqual([]);
  });
});

function pods(labels: Readonly<Record<string, string>>): string {
  return Object.values(labels).join("+") || "*";
}

function paths(value: unknown, path = ""): string[] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, item]) => paths(item, `${path}.${key}`))
    : [path];
}
