import {
  type Alert,
  type AlertOptions,
  alert,
  counter,
  gauge,
  histogram,
  info,
  type MetricHandles,
  nativeHistogram,
} from "../../../src/definitions/index.ts";
import type { Diagnostic, DiagnosticCode } from "../../../src/diagnostics/index.ts";
import { diagnose, serviceOf, servicesOf } from "../../support/definitions.ts";

/** Metrics of every kind, scraped every 15 s. */
export const metrics = {
  requests: counter("requests_total", { labels: ["route", "code"] }),
  deliveries: counter("deliveries_total", {
    labels: ["outcome"],
    values: { outcome: ["sent", "failed", "delayed"] },
  }),
  starts: counter("starts_total"),
  depth: gauge("queue_depth", { labels: ["queue"] }),
  consumers: gauge("queue_consumers", { labels: ["queue"] }),
  lag: gauge("replication_lag_seconds"),
  memory: gauge("memory_used_bytes", { labels: ["area"] }),
  memoryLimit: gauge("memory_limit_bytes"),
  backup: gauge("last_backup_timestamp_seconds"),
  load: gauge("load_percent"),
  duration: histogram("duration_seconds", { labels: ["route"], buckets: [0.1, 0.5, 1, 5] }),
  rpc: nativeHistogram("rpc_duration_seconds", { labels: ["method"] }),
  gc: gauge("gc_duration_seconds", { labels: ["quantile"] }),
  build: info("build_info", { labels: ["version"] }),
};

type When = string | ((handles: MetricHandles<typeof metrics>) => Alert["when"]);

/** What is said of one alert of a service with {@link metrics}. */
export function diagnoseAlert(when: When, options: Partial<AlertOptions> = {}): readonly Diagnostic[] {
  return diagnose(
    servicesOf(
      serviceOf({
        metrics,
        alerts: (handles) => [
          alert("A", {
            when: typeof when === "string" ? { promql: when } : when(handles),
            severity: "warning",
            summary: "a",
            ...options,
          }),
        ],
      }),
    ),
  );
}

/** The codes of what is said. */
export function codesOf(when: When, options: Partial<AlertOptions> = {}): readonly DiagnosticCode[] {
  return diagnoseAlert(when, options).map(({ code }) => code);
}
