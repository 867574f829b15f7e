import type { JsonObject } from "../../artifacts/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { literally } from "./expansion.ts";
import { lokiExporter } from "./export.ts";
import { parseStatements } from "./parse.ts";
import { identifyStatements, loggingServices, podLabelAttribute, podLabelKeys } from "./services.ts";
import { podLogReceiver } from "./sources.ts";
import type { CollectorTarget } from "./target.ts";

/**
 * The configuration of the OpenTelemetry Collector of an environment: it reads the output of pods whose service
 * declares logs, parses it, gives it OpenTelemetry's names and ships it.
 *
 * Nothing is acknowledged before it is in a queue on the node's disk, and what is in the queue is tried until it
 * is taken; a full queue makes the files wait. So a line is shipped once or more, never less.
 */
export function collectorConfig(environment: ResolvedEnvironment, target: CollectorTarget): JsonObject {
  const services = loggingServices(environment);
  return {
    exporters: { "otlphttp/loki": lokiExporter(target) },
    extensions: {
      file_storage: { create_directory: true, directory: target.stateDirectory, fsync: true },
      health_check: { endpoint: "${env:MY_POD_IP}:13133" },
    },
    processors: {
      "filter/undeclared": {
        error_mode: "propagate",
        logs: { log_record: ['resource.attributes["service.name"] == nil'] },
      },
      k8sattributes: podAttributes(podLabelKeys(services)),
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 20 },
      "transform/identify": transform(identifyStatements(environment, services)),
      "transform/parse": transform(parseStatements(services)),
    },
    receivers: { "filelog/pods": podLogReceiver(services) },
    service: {
      extensions: ["file_storage", "health_check"],
      pipelines: {
        logs: {
          exporters: ["otlphttp/loki"],
          processors: [
            "memory_limiter",
            "k8sattributes",
            "transform/identify",
            "filter/undeclared",
            "transform/parse",
          ],
          receivers: ["filelog/pods"],
        },
      },
      telemetry: {
        metrics: {
          readers: [{ pull: { exporter: { prometheus: { host: "${env:MY_POD_IP}", port: 8888 } } } }],
        },
      },
    },
  };
}

/** A line that a statement fails on goes on as it is: it is better to have it unparsed than not at all. */
function transform(groups: readonly JsonObject[]): JsonObject {
  return literally({ error_mode: "ignore", log_statements: groups });
}

/** Adds what the pod that wrote a line says of itself. */
function podAttributes(labelKeys: readonly string[]): JsonObject {
  return literally({
    auth_type: "serviceAccount",
    extract: {
      labels: [
        ...labelKeys.map((key) => ({ from: "pod", key, tag_name: podLabelAttribute(key) })),
        { from: "pod", key: "app.kubernetes.io/version", tag_name: "service.version" },
      ],
      metadata: ["k8s.namespace.name", "k8s.node.name", "k8s.pod.name", "k8s.pod.uid"],
    },
    filter: { node_from_env_var: "K8S_NODE_NAME" },
    pod_association: [{ sources: [{ from: "resource_attribute", name: "k8s.pod.uid" }] }],
    // Lines that come before the first answer of the API server would be nobody's.
    wait_for_metadata: true,
    wait_for_metadata_timeout: "30s",
  });
}
