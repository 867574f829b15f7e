import type { JsonObject } from "../../artifacts/index.ts";
import { CONTINUATION, LONGEST_LINE_BYTES } from "../logs/contract/index.ts";
import { type LoggingService, loggingNamespaces } from "./services.ts";
import type { CollectorTarget } from "./target.ts";

/** Lines of a stack trace that are joined at most, and how long the next one is waited for. */
const LONGEST_TRACE_LINES = 500;
const TRACE_PAUSE = "1s";
/** What could not be handed on is kept and tried again: the file waits. */
export const NEVER_GIVE_UP: JsonObject = { enabled: true, max_elapsed_time: "0s" };

/**
 * Reads what pods write to standard output, of the namespaces where a service declares logs. How far each file was
 * read is kept on disk; when lines cannot go on, the files wait.
 *
 * The newest line of a file is held for a second, for a stack trace may follow, and what was read is handed on in
 * batches of 100 lines or a tenth of a second. All is given out when the collector is stopped; one that is killed
 * loses it: the batch that fills, and the one on its way to the queue. The reader's way without batches would write to
 * the disk for each line.
 */
export function podLogReceiver(
  services: readonly LoggingService[],
  { podLogs }: CollectorTarget,
): JsonObject {
  return {
    exclude: [`${podLogs}/*/*/*.gz`, `${podLogs}/*/*/*.tmp`],
    include: loggingNamespaces(services).map((namespace) => `${podLogs}/${namespace}_*/*/*.log*`),
    include_file_name: false,
    include_file_path: true,
    max_log_size: `${LONGEST_LINE_BYTES}`,
    operators: [{ id: "container", max_log_size: LONGEST_LINE_BYTES, type: "container" }, joinStackTraces()],
    retry_on_failure: NEVER_GIVE_UP,
    start_at: "beginning",
    storage: "file_storage",
  };
}

/** Joins the lines of a stack trace to the one before them. */
export function joinStackTraces(): JsonObject {
  return {
    combine_field: "body",
    combine_with: "\n",
    force_flush_period: TRACE_PAUSE,
    id: "stack-traces",
    is_first_entry: `not (body matches ${JSON.stringify(CONTINUATION)})`,
    max_batch_size: LONGEST_TRACE_LINES,
    max_log_size: LONGEST_LINE_BYTES,
    // Streams and containers are told apart; two threads of one stream are not.
    source_identifier: 'attributes["log.file.path"]',
    type: "recombine",
  };
}
