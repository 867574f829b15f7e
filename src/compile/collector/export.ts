import type { JsonObject } from "../../artifacts/index.ts";
import { literally } from "./expansion.ts";
import {
  type CollectorTarget,
  type ElasticsearchTarget,
  type LokiTarget,
  PASSWORD_VARIABLE,
  USERNAME_VARIABLE,
} from "./target.ts";

/** Bytes of lines that wait on each node's disk while the store cannot be reached. */
const QUEUE_BYTES = 1024 ** 3;

/** Name of the exporter of a target, and its configuration. */
export function exporter(target: CollectorTarget): readonly [name: string, config: JsonObject] {
  return target.store === "elasticsearch"
    ? ["elasticsearch", elasticsearchExporter(target)]
    : ["otlphttp/loki", lokiExporter(target)];
}

/**
 * Ships lines to Loki over OTLP. Batches are cut when they leave the queue, not before they enter it: what is in a
 * batch that is still filling would be lost with the process.
 *
 * Source: https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/exporterhelper
 */
function lokiExporter({ endpoint, tenant }: LokiTarget): JsonObject {
  return {
    compression: "gzip",
    endpoint: literally(`${endpoint}/otlp`),
    headers: { "X-Scope-OrgID": literally(tenant) },
    retry_on_failure: {
      enabled: true,
      initial_interval: "1s",
      max_elapsed_time: "0s",
      max_interval: "30s",
    },
    sending_queue: SENDING_QUEUE,
    timeout: "30s",
  };
}

const SENDING_QUEUE: JsonObject = {
  batch: { flush_timeout: "1s", max_size: 4 * 1024 ** 2, min_size: 1024 ** 2 },
  block_on_overflow: true,
  enabled: true,
  num_consumers: 4,
  queue_size: QUEUE_BYTES,
  sizer: "bytes",
  storage: "file_storage",
};

/** As often as a number of 32 bits can say: a line is tried until it is taken. */
const NO_END = 2 ** 31 - 1;

/**
 * Ships lines to Elasticsearch in OpenTelemetry's own shape. The exporter has a retry of its own in place of the
 * usual one, of whole requests and of single documents: whatever a server answers that is overloaded, starting or
 * without a leader is asked again, and so is one that does not know the account or the data stream yet; lines wait
 * meanwhile. Account and certificate come from Secrets.
 *
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/elasticsearchexporter
 */
function elasticsearchExporter({ caFile, endpoint }: ElasticsearchTarget): JsonObject {
  return {
    compression: "gzip",
    endpoint: literally(endpoint),
    mapping: { mode: "otel" },
    password: `\${env:${PASSWORD_VARIABLE}}`,
    retry: {
      enabled: true,
      initial_interval: "1s",
      max_interval: "30s",
      max_retries: NO_END,
      retry_on_status: [401, 403, 404, 408, 429, 500, 502, 503, 504],
    },
    sending_queue: SENDING_QUEUE,
    timeout: "90s",
    tls: { ca_file: literally(caFile) },
    user: `\${env:${USERNAME_VARIABLE}}`,
  };
}
