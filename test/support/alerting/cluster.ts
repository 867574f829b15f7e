import type { EnvironmentArtifacts, JsonObject } from "../../../src/artifacts/index.ts";
import { PEER_TIMEOUT_SECONDS } from "../../../src/compile/routing/index.ts";
import type { ResolvedEnvironment } from "../../../src/workspace/index.ts";
import { freePort, type RunningServer, startAlertmanager, startPrometheus } from "../servers.ts";
import { type FakeService, startFakeService } from "./fake-service.ts";
import { type Recorder, startRecorder } from "./recorder.ts";

/** Servers that keep what they know in a folder, and can be started on it again. */
export interface KeptServer extends RunningServer {
  readonly folder: string;
}

/** A Prometheus and two Alertmanagers on the artifacts of an environment, with services that can fail. */
export interface AlertingCluster {
  readonly recorder: Recorder;
  readonly services: readonly FakeService[];
  readonly alertmanagers: readonly KeptServer[];
  readonly prometheus: () => RunningServer;
  readonly config: JsonObject;
  /** Stops Prometheus and starts it again on the same data. */
  restartPrometheus(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts everything, with every integration replaced by the recorder. */
export async function startCluster(
  environment: ResolvedEnvironment,
  artifacts: EnvironmentArtifacts,
): Promise<AlertingCluster> {
  const recorder = await startRecorder();
  const all = environment.teams.flatMap((team) => team.services);
  const services = await Promise.all(all.map(startFakeService));
  const config = recordedConfig(artifacts.alerting.config, recorder.url);
  const clusterPorts = [await freePort(), await freePort()];
  const peers = clusterPorts.map((port) => `127.0.0.1:${port}`);
  const args = [`--cluster.peer-timeout=${PEER_TIMEOUT_SECONDS}s`];
  const alertmanagers = await Promise.all(
    clusterPorts.map((clusterPort) => startAlertmanager({ config, clusterPort, peers, args })),
  );
  const options = {
    config: prometheusConfig(environment, services, alertmanagers),
    port: await freePort(),
    rules: Object.fromEntries(
      artifacts.teams
        .flatMap(({ prometheusRules }) => prometheusRules)
        .map(({ groups, name }) => [`${name}.rules.json`, { groups } as unknown as JsonObject]),
    ),
  };
  let prometheus = await startPrometheus(options);
  return {
    recorder,
    services,
    alertmanagers,
    config,
    prometheus: () => prometheus,
    restartPrometheus: async () => {
      await prometheus.stop();
      prometheus = await startPrometheus({ ...options, folder: prometheus.folder });
    },
    stop: async () => {
      await Promise.all([prometheus, ...alertmanagers, ...services, recorder].map((each) => each.stop()));
    },
  };
}

/** The configuration as it is, but that whoever would have been reached is written down. */
function recordedConfig(config: JsonObject, url: string): JsonObject {
  const receivers = (config.receivers as readonly JsonObject[]).map((receiver) => ({
    name: receiver.name,
    ...(Object.keys(receiver).some((key) => key.endsWith("_configs")) && {
      webhook_configs: [{ send_resolved: true, url }],
    }),
  })) as unknown as JsonObject[];
  return { ...config, receivers, templates: [] };
}

/** What the operator makes of the monitors: one job a service, with its labels and its pace. */
function prometheusConfig(
  environment: ResolvedEnvironment,
  services: readonly FakeService[],
  alertmanagers: readonly RunningServer[],
): JsonObject {
  const { prometheus } = environment.platform;
  const hosts = alertmanagers.map(({ url }) => new URL(url).host);
  return {
    alerting: { alertmanagers: [{ static_configs: [{ targets: hosts }] }] },
    global: {
      evaluation_interval: prometheus.evaluationInterval,
      scrape_interval: prometheus.scrapeInterval,
    },
    rule_files: ["*.rules.json"],
    scrape_configs: [
      ...services.map(({ service, targets }) => ({
        job_name: service.name,
        scrape_interval: service.scrape.interval,
        scrape_timeout: service.scrape.timeout,
        static_configs: [
          {
            labels: { environment: service.environment, service: service.name, team: service.team },
            targets,
          },
        ],
      })),
      { job_name: "alertmanager", scrape_interval: "5s", static_configs: [{ targets: hosts }] },
    ],
  };
}
