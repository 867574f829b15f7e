import type { JsonObject } from "../../artifacts/index.ts";
import { literally } from "./expansion.ts";
import type { CollectorTarget } from "./target.ts";

/** Bytes of lines that wait on each node's disk while Loki cannot be reached. */
const QUEUE_BYTES = 1024 ** 3;

/**
 * Ships lines to Loki over OTLP. Batches are cut when they leave the queue, not before they enter it: what is in a
 * batch that is still filling would be lost with the process.
 *
 * Source: https://github.com/open-telemetry/opentelemetry-collector/tree/main/exporter/exporterhelper
 */
export function lokiExporter({ endpoint, tenant }: CollectorTarget): JsonObject {
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
    sending_queue: {
      batch: { flush_timeout: "1s", max_size: 4 * 1024 ** 2, min_size: 1024 ** 2 },
      block_on_overflow: true,
      enabled: true,
      num_consumers: 4,
      queue_size: QUEUE_BYTES,
      sizer: "bytes",
      storage: "file_storage",
    },
    timeout: "30s",
  };
}
