import { canonical, type HelmReleaseArtifact, type PlatformArtifact } from "../../artifacts/index.ts";
import type { Elk, Loki } from "../../definitions/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { blackboxRelease, hasProbes } from "./blackbox.ts";
import { collectorRelease } from "./collector.ts";
import { elasticCrds, elasticOperator } from "./elastic-operator.ts";
import { elasticStack } from "./elastic-stack.ts";
import { elasticsearchExporter } from "./elasticsearch-exporter.ts";
import { kubePrometheusStack, PROMETHEUS_CHARTS } from "./kube-prometheus-stack.ts";
import { lokiRelease } from "./loki.ts";
import { releaseName } from "./names.ts";
import { namespaces } from "./namespaces.ts";
import { networkPolicies } from "./network-policies.ts";

/**
 * Releases that bring custom resource definitions, before anything that is planned on them. What they bring belongs
 * to no namespace; only Helm's own record does, and `default` is there before any of ours.
 */
export function crdReleases(environment: ResolvedEnvironment): readonly HelmReleaseArtifact[] {
  const { platform } = environment;
  return [
    ...(platform.logs?.kind === "elk" ? [elasticCrds(environment)] : []),
    {
      chart: "prometheus-operator-crds",
      name: releaseName(platform, "crds"),
      namespace: "default",
      repository: PROMETHEUS_CHARTS,
      timeoutSeconds: 300,
      values: {},
      version: platform.charts.prometheusOperatorCrds,
    },
  ];
}

/** Namespaces, network policies and charts of an environment. */
export function platformArtifact(environment: ResolvedEnvironment): PlatformArtifact {
  const { logs } = environment.platform;
  return canonical({
    namespaces: namespaces(environment),
    networkPolicies: networkPolicies(environment),
    releases: [
      kubePrometheusStack(environment),
      ...(hasProbes(environment) ? [blackboxRelease(environment)] : []),
      ...(logs === undefined ? [] : logReleases(environment, logs)),
    ],
  });
}

/** Where logs are kept. Elasticsearch's collector is not here: it waits for the data streams. */
function logReleases(environment: ResolvedEnvironment, logs: Loki | Elk): readonly HelmReleaseArtifact[] {
  return logs.kind === "loki"
    ? [lokiRelease(environment, logs), collectorRelease(environment, logs)]
    : [
        elasticOperator(environment),
        elasticStack(environment, logs),
        elasticsearchExporter(environment, logs),
      ];
}
