/**
 * Thin constructs for the resources of Sentry's provider that Crowsnest makes. None is deprecated: alerts are
 * `sentry_alert`, not `sentry_issue_alert` or `sentry_metric_alert`.
 *
 * @module
 */
export { SentryAlert } from "./alert.ts";
export { SentryErrorMonitor } from "./error-monitor.ts";
export { SentryKey } from "./key.ts";
export { SentryMetricMonitor } from "./metric-monitor.ts";
export { SentryProject } from "./project.ts";
export { SentryTeam } from "./team.ts";
