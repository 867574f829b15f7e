import type { JsonObject } from "../../artifacts/index.ts";
import { type LoggingService, loggingNamespaces } from "./services.ts";

/** Longest line that is read whole; the rest of a longer one becomes lines of its own. */
const LONGEST_LINE = "1MiB";

/**
 * Reads what pods write to standard output, of the namespaces where a service declares logs. How far each file was
 * read is kept on disk; when lines cannot go on, the files wait.
 */
export function podLogReceiver(services: readonly LoggingService[]): JsonObject {
  return {
    exclude: ["/var/log/pods/*/*/*.gz", "/var/log/pods/*/*/*.tmp"],
    include: loggingNamespaces(services).map((namespace) => `/var/log/pods/${namespace}_*/*/*.log*`),
    include_file_name: false,
    include_file_path: true,
    max_log_size: LONGEST_LINE,
    operators: [{ id: "container", max_log_size: 1024 * 1024, type: "container" }],
    retry_on_failure: { enabled: true, max_elapsed_time: "0s" },
    start_at: "beginning",
    storage: "file_storage",
  };
}
