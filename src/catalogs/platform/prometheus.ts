import { counter, gauge, type MetricCatalog, nativeHistogram } from "../../definitions/index.ts";

const ruleGroup = { labels: ["rule_group"] } as const;

/** What Prometheus says of itself. Source: Prometheus 3.16. */
export const prometheusMetrics = {
  series: gauge("prometheus_tsdb_head_series"),
  samples: counter("prometheus_tsdb_head_samples_appended_total", { labels: ["type"] }),
  compactionsFailed: counter("prometheus_tsdb_compactions_failed_total"),
  walCorruptions: counter("prometheus_tsdb_wal_corruptions_total"),
  configLoaded: gauge("prometheus_config_last_reload_successful"),
  configLoadedAt: gauge("prometheus_config_last_reload_success_timestamp_seconds"),
  ruleFailures: counter("prometheus_rule_evaluation_failures_total", ruleGroup),
  ruleGroupsMissed: counter("prometheus_rule_group_iterations_missed_total", ruleGroup),
  ruleGroupDuration: gauge("prometheus_rule_group_last_duration_seconds", ruleGroup),
  ruleGroupInterval: gauge("prometheus_rule_group_interval_seconds", ruleGroup),
  alertsDropped: counter("prometheus_notifications_dropped_total", { labels: ["alertmanager"] }),
  alertsSent: counter("prometheus_notifications_sent_total", { labels: ["alertmanager"] }),
  alertErrors: counter("prometheus_notifications_errors_total", { labels: ["alertmanager"] }),
  alertmanagers: gauge("prometheus_notifications_alertmanagers_discovered"),
  queries: gauge("prometheus_engine_queries"),
  scrapeDuration: nativeHistogram("prometheus_target_scrape_duration_seconds"),
} as const satisfies MetricCatalog;
