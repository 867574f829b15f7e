import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { collectorConfig } from "../../src/compile/collector/index.ts";
import type { ResolvedEnvironment } from "../../src/workspace/index.ts";
import { Collector } from "./collector.ts";
import { OtlpSink } from "./otlp-sink.ts";
import { PodLogs } from "./pods.ts";
import { contractsOf } from "./services.ts";

type Config = {
  exporters: Record<string, Record<string, unknown>>;
  processors: Record<string, unknown>;
  service: { pipelines: Record<string, { exporters: string[]; processors: string[]; receivers: string[] }> };
};

/** Everything of one run: the pods' files, the collector and what stands in for Loki. */
export interface Pipeline {
  readonly collector: Collector;
  readonly pods: PodLogs;
  readonly sink: OtlpSink;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the collector on the generated configuration. Two things differ from a cluster: what the API server says
 * of a pod comes from the pod's folder, and lines are shipped as JSON, so that they can be read here.
 */
export async function startPipeline(
  program: string,
  folder: string,
  environment: ResolvedEnvironment,
  change: (config: Config) => void = () => undefined,
): Promise<Pipeline> {
  const sink = new OtlpSink();
  const port = await sink.listen();
  const pods = new PodLogs(join(folder, "pods"), [...contractsOf(environment).keys()]);
  const state = join(folder, "state");
  mkdirSync(state, { recursive: true });
  const target = {
    endpoint: `http://127.0.0.1:${port}`,
    podLogs: join(folder, "pods"),
    stateDirectory: state,
    tenant: "platform",
  };
  const config = structuredClone(collectorConfig(environment, target)) as unknown as Config;
  withoutCluster(config);
  change(config);
  const collector = await Collector.create(program, folder, config);
  await collector.start();
  const stop = async () => {
    await collector.stop();
    await sink.close();
  };
  return { collector, pods, sink, stop };
}

function withoutCluster(config: Config): void {
  delete config.processors.k8sattributes;
  config.processors["transform/pods"] = {
    error_mode: "propagate",
    log_statements: [
      {
        context: "resource",
        statements: [
          'set(resource.attributes["crowsnest.pod.label.app"], resource.attributes["k8s.container.name"])',
        ],
      },
    ],
  };
  const processors = config.service.pipelines["logs/read"]?.processors ?? [];
  processors[processors.indexOf("k8sattributes")] = "transform/pods";
  for (const exporter of Object.values(config.exporters)) {
    if ("compression" in exporter) {
      exporter.encoding = "json";
    }
  }
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean, seconds: number): Promise<boolean> {
  const end = Date.now() + seconds * 1_000;
  while (!condition() && Date.now() < end) {
    await sleep(50);
  }
  return condition();
}
