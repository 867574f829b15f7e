import type { JsonObject } from "../../artifacts/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { type LineContract, lineContract } from "../logs/contract/index.ts";
import { BYTES_ATTRIBUTE, contractStatements } from "./contract-statements.ts";
import { ACCUMULATOR, countConnector, counterStatements, countersExporter } from "./counters.ts";
import { dataStreamStatements } from "./data-stream.ts";
import { eventCounters } from "./event-counters.ts";
import { literally } from "./expansion.ts";
import { exporter } from "./export.ts";
import { isOnNodes, isSourced, sourceName, sourceReceiver } from "./log-sources.ts";
import { quote } from "./ottl.ts";
import { leftOut } from "./sampling.ts";
import {
  CONTRACT_ATTRIBUTE,
  identifyStatements,
  type LoggingService,
  loggingServices,
  podLabelAttribute,
  podLabelKeys,
  TEAM_ATTRIBUTE,
} from "./services.ts";
import { podLogReceiver } from "./sources.ts";
import type { CollectorTarget } from "./target.ts";

/** Where the pod of a collector is reached. */
const POD_ADDRESS = "${env:MY_POD_IP}";

export { COUNTERS_PORT } from "./counters.ts";
export { certificateFolder, listeningOnNodes, nodeFolders } from "./log-sources.ts";
export { loggingServices } from "./services.ts";
export { type CollectorTarget, PASSWORD_VARIABLE, USERNAME_VARIABLE } from "./target.ts";

/**
 * The configuration of the OpenTelemetry Collector of an environment: it reads the output of pods whose service
 * declares logs, holds it against the service's contract, gives it OpenTelemetry's names and ships it.
 *
 * Nothing is acknowledged before it is in a queue on the node's disk, and what is in the queue is tried until it
 * is taken; a full queue makes the files wait. So a line is shipped once or more, never less.
 */
export function collectorConfig(environment: ResolvedEnvironment, target: CollectorTarget): JsonObject {
  return assembled(environment, loggingServices(environment).filter(isOnNodes), target, POD_ADDRESS);
}

/** The configuration of a collector that reads the lines of some services, and listens on one address. */
export function assembled(
  environment: ResolvedEnvironment,
  all: readonly LoggingService[],
  target: CollectorTarget,
  address: string,
): JsonObject {
  const contracts = distinctContracts(all);
  const [exporterName, exporterConfig] = exporter(target);
  const sourced = all.filter(isSourced);
  const services = all.filter((service) => !isSourced(service));
  // Where nothing is declared, the reader of pods stands for what is to come.
  const withPods = services.length > 0 || sourced.length === 0;
  return {
    connectors: {
      forward: {},
      signaltometrics: literally(countConnector(target.store === "elasticsearch" ? eventCounters(all) : [])),
    },
    exporters: { [exporterName]: exporterConfig, prometheus: countersExporter(address) },
    extensions: {
      file_storage: { create_directory: true, directory: target.stateDirectory, fsync: true },
      health_check: { endpoint: `${address}:13133` },
    },
    processors: {
      deltatocumulative: ACCUMULATOR,
      ...filter("filter/sample", leftOut(contracts)),
      ...(withPods && filter("filter/undeclared", ['resource.attributes["service.name"] == nil'])),
      ...(withPods && { k8sattributes: podAttributes(podLabelKeys(services)) }),
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 20 },
      "transform/contract": transformLogs(contracts.map(contractStatements)),
      "transform/counters": literally({ error_mode: "silent", metric_statements: counterStatements() }),
      ...(withPods && { "transform/identify": transformLogs(identifyStatements(environment, services)) }),
      "transform/unmark": transformLogs([
        {
          context: "resource",
          statements: [
            ...[CONTRACT_ATTRIBUTE, TEAM_ATTRIBUTE].map(
              (name) => `delete_key(resource.attributes, ${quote(name)})`,
            ),
            ...(target.store === "elasticsearch" ? dataStreamStatements(environment.name) : []),
          ],
        },
        { context: "log", statements: [`delete_key(log.attributes, ${quote(BYTES_ATTRIBUTE)})`] },
      ]),
    },
    receivers: {
      ...(withPods && { "filelog/pods": podLogReceiver(services, target) }),
      ...Object.fromEntries(
        sourced.map((service) => [sourceName(service), sourceReceiver(environment, service, address)]),
      ),
    },
    service: {
      extensions: ["file_storage", "health_check"],
      pipelines: pipelines(contracts, exporterName, withPods, sourced.map(sourceName)),
      telemetry: {
        metrics: {
          readers: [{ pull: { exporter: { prometheus: { host: address, port: 8888 } } } }],
        },
      },
    },
  };
}

/** Lines are counted between reading and shipping: before any is left out. */
function pipelines(
  contracts: readonly LineContract[],
  exporterName: string,
  withPods: boolean,
  sources: readonly string[],
): JsonObject {
  return {
    ...(withPods && {
      "logs/read": {
        exporters: ["forward", "signaltometrics"],
        processors: [
          "memory_limiter",
          "k8sattributes",
          "transform/identify",
          "filter/undeclared",
          "transform/contract",
        ],
        receivers: ["filelog/pods"],
      },
    }),
    ...(sources.length > 0 && {
      "logs/sources": {
        exporters: ["forward", "signaltometrics"],
        processors: ["memory_limiter", "transform/contract"],
        receivers: sources,
      },
    }),
    "logs/ship": {
      exporters: [exporterName],
      processors: [...(leftOut(contracts).length > 0 ? ["filter/sample"] : []), "transform/unmark"],
      receivers: ["forward"],
    },
    metrics: {
      exporters: ["prometheus"],
      processors: ["transform/counters", "deltatocumulative"],
      receivers: ["signaltometrics"],
    },
  };
}

function distinctContracts(services: readonly LoggingService[]): readonly LineContract[] {
  const contracts = services.map(({ logs }) => lineContract(logs));
  return [...new Map(contracts.map((contract) => [contract.id, contract])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}

/**
 * A line that a statement fails on goes on as it is. Failures are not logged either: the collector's own log would
 * then hold what was not yet redacted.
 */
function transformLogs(groups: readonly JsonObject[]): JsonObject {
  return literally({ error_mode: "silent", log_statements: groups });
}

function filter(name: string, conditions: readonly string[]): JsonObject {
  return conditions.length === 0
    ? {}
    : { [name]: literally({ error_mode: "silent", logs: { log_record: conditions } }) };
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
