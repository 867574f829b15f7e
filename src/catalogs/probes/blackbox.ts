import { gauge, info, type MetricCatalog } from "../../definitions/index.ts";

/**
 * What blackbox_exporter says of a probe; the probed address is the label `instance`.
 *
 * Source: blackbox_exporter 0.27, prober.
 */
export const blackboxMetrics = {
  success: gauge("probe_success", { help: "1 when the probe succeeded." }),
  duration: gauge("probe_duration_seconds"),
  dnsDuration: gauge("probe_dns_lookup_time_seconds"),
  httpStatus: gauge("probe_http_status_code"),
  httpDuration: gauge("probe_http_duration_seconds", {
    labels: ["phase"],
    values: { phase: ["connect", "processing", "resolve", "tls", "transfer"] },
  }),
  certificateEnds: gauge("probe_ssl_earliest_cert_expiry", { unit: "timestamp" }),
  failedByRegex: gauge("probe_failed_due_to_regex"),
  tlsVersion: info("probe_tls_version_info", { labels: ["version"] }),
} as const satisfies MetricCatalog;
