import { counter, gauge } from "../../definitions/index.ts";

/** Metrics that the official clients of Prometheus give of their process on Linux, under the same names. */
export const processMetrics = {
  cpu: counter("process_cpu_seconds_total"),
  memory: gauge("process_resident_memory_bytes"),
  virtualMemory: gauge("process_virtual_memory_bytes"),
  fileDescriptors: gauge("process_open_fds"),
  fileDescriptorLimit: gauge("process_max_fds"),
  started: gauge("process_start_time_seconds"),
};
