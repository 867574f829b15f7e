import { canonical, type HostCollectorArtifact, type JsonObject } from "../../artifacts/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { assembled } from "./index.ts";
import { isOnNodes } from "./log-sources.ts";
import { loggingServices } from "./services.ts";
import type { CollectorTarget } from "./target.ts";

/** Where a collector on a machine keeps what it must not lose. */
const STATE = "/var/lib/otelcol";
/** Address that it listens on, for syslog and for whoever scrapes its counters. */
const ADDRESS = "${env:LISTEN_ADDRESS:-127.0.0.1}";

/** Certificate of the authority that signed what Elasticsearch shows. */
const CA_FILE = "/etc/otelcol/ca.crt";

/**
 * Collectors for services whose lines come from machines outside the cluster. Where they ship to and how they show
 * who they are is for the machine to say, in the environment of the process: `LOGS_ENDPOINT` (an address that leads
 * to the store), `LOGS_AUTHORIZATION` (a header's value, for Loki) or the variables of the account (Elasticsearch),
 * and `LISTEN_ADDRESS` where others than the machine may connect.
 */
export function hostCollectors(environment: ResolvedEnvironment): readonly HostCollectorArtifact[] {
  const { logs } = environment.platform;
  if (logs === undefined) {
    return [];
  }
  const place = { endpoint: "", podLogs: "", stateDirectory: STATE };
  const target: CollectorTarget =
    logs.kind === "loki"
      ? { ...place, tenant: logs.tenant }
      : { ...place, caFile: CA_FILE, store: "elasticsearch" };
  return loggingServices(environment)
    .filter((service) => !isOnNodes(service))
    .map((service) => ({
      config: canonical(shipping(assembled(environment, [service], target, ADDRESS))),
      service: service.name,
    }));
}

/** Has the exporter read from its environment where it ships to. */
function shipping(config: JsonObject): JsonObject {
  const { elasticsearch, ...exporters } = config.exporters as Readonly<Record<string, JsonObject>>;
  const loki = exporters["otlphttp/loki"];
  return {
    ...config,
    exporters: {
      ...exporters,
      ...(elasticsearch && { elasticsearch: { ...elasticsearch, endpoint: "${env:LOGS_ENDPOINT}" } }),
      ...(loki && {
        "otlphttp/loki": {
          ...loki,
          endpoint: "${env:LOGS_ENDPOINT}/otlp",
          headers: { ...(loki.headers as JsonObject), Authorization: "${env:LOGS_AUTHORIZATION}" },
        },
      }),
    },
  };
}
