import type { CatalogScope } from "../../definitions/catalog.ts";
import {
  type Alert,
  alert,
  counter,
  gauge,
  type MetricHandles,
  type Panel,
  panel,
  rateInterval,
} from "../../definitions/index.ts";

/** Metrics that the official clients of Prometheus give of their process on Linux, under the same names. */
export const processMetrics = {
  cpu: counter("process_cpu_seconds_total"),
  memory: gauge("process_resident_memory_bytes"),
  virtualMemory: gauge("process_virtual_memory_bytes"),
  fileDescriptors: gauge("process_open_fds"),
  fileDescriptorLimit: gauge("process_max_fds"),
  started: gauge("process_start_time_seconds"),
};

/** Why no runtime brings an objective. */
export const noObjective =
  "A runtime's state is a cause, not what users feel: promise the service's own requests.";

/** Share of its file descriptors that a process may have open. */
const OPEN = "80%";

/** An alert on processes that can soon open and accept nothing more. */
export function fileDescriptorsHigh({
  metrics: { fileDescriptors, fileDescriptorLimit },
  name,
}: CatalogScope<typeof processMetrics>): Alert {
  return alert(name("FileDescriptorsHigh"), {
    when: fileDescriptors
      .max({ by: ["pod"] })
      .dividedBy(fileDescriptorLimit.max({ by: ["pod"] }))
      .above(OPEN),
    for: "10m",
    severity: "warning",
    summary: "Pod {{ $labels.pod }} has {{ $value | humanizePercentage }} of its file descriptors open",
  });
}

/** What a row of any of those clients begins with. */
export function processPanels(m: MetricHandles<typeof processMetrics>): readonly Panel[] {
  return [
    panel("Process CPU", {
      of: m.cpu.rate(rateInterval).sum({ by: ["pod"] }),
      description:
        "Share of one core that each process uses; above the others, one pod has more than its share.",
    }),
    panel("Process memory", {
      of: m.memory.max({ by: ["pod"] }),
      description: "Resident memory. When it grows without end, something is leaked.",
    }),
    panel("File descriptors", {
      of: m.fileDescriptors.max({ by: ["pod"] }).dividedBy(m.fileDescriptorLimit.max({ by: ["pod"] })),
      description: "Share of the limit that is open; at 100 % nothing more can be opened or accepted.",
      unit: "ratio",
      limit: OPEN,
    }),
  ];
}
