import { type HealthPanel, largest, of, p99, perSecond } from "./panel.ts";

/** Can people see what is kept? */
export const grafanaPanels: readonly HealthPanel[] = [
  {
    key: "requests",
    title: "Requests by status",
    description: "Requests a second, by status code. 5xx are Grafana's own faults, most often its database.",
    unit: "reqps",
    queries: [
      {
        expr: perSecond(of("grafana_http_request_duration_seconds_count"), "status_code"),
        legend: "{{status_code}}",
      },
    ],
  },
  {
    key: "latency",
    title: "Time of requests, p99",
    description: "How long the slowest hundredth of requests takes; the data sources' time is in it.",
    unit: "s",
    queries: [{ expr: p99("grafana_http_request_duration_seconds"), legend: "p99" }],
  },
  {
    key: "memory",
    title: "Memory, largest instance",
    description: "Resident memory of the largest instance of each job that is chosen above.",
    unit: "bytes",
    queries: [{ expr: largest(of("process_resident_memory_bytes"), "job"), legend: "{{job}}" }],
  },
];
