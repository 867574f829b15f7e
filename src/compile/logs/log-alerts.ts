import type { AlertingRule, RuleGroup } from "../../artifacts/index.ts";
import type { LogAlert } from "../../definitions/index.ts";
import type { Duration } from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedLogs, ResolvedService } from "../../workspace/index.ts";
import { alertAnnotations, alertLabels, templateLiteral } from "../annotations.ts";

/** Name of the alert on a service's error lines. */
const LOG_ERRORS_ALERT = "LogErrors";
/** How long the alert stays after the last evaluation above: lines come in bursts. */
const KEEP_FIRING: Duration = "5m";

/**
 * The alerts on a service's lines, of errors and its own, the same whatever counts them.
 *
 * @param errors the expression that gives the lines within the window, while they are too many
 * @param countOf the expression that gives how many lines an alert of the service's own is about, within its window
 */
export function logAlertGroup(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  logs: ResolvedLogs,
  errors: string,
  countOf: (alert: LogAlert) => string,
): RuleGroup {
  const own = (service.logAlerts ?? []).map((alert) => ownRule(environment, service, alert, countOf(alert)));
  return { name: `${service.name}.logs`, rules: [errorsRule(environment, service, logs, errors), ...own] };
}

/** An alert that the service declares itself. */
function ownRule(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  alert: LogAlert,
  lines: string,
): AlertingRule {
  const { above, description = alert.summary, for: pending, name, runbook, severity, summary } = alert;
  return {
    alert: name,
    annotations: alertAnnotations(environment, service, { description, name, runbook, summary }),
    expr: `sum(${lines}) > ${above}`,
    ...(pending !== undefined && { for: pending }),
    keep_firing_for: KEEP_FIRING,
    labels: sorted({ ...alertLabels(service, severity) }),
  };
}

function errorsRule(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  logs: ResolvedLogs,
  expr: string,
): AlertingRule {
  const { above, within, for: pending, severity } = logs.errors;
  const name = templateLiteral(service.displayName);
  return {
    alert: LOG_ERRORS_ALERT,
    annotations: alertAnnotations(environment, service, {
      name: LOG_ERRORS_ALERT,
      summary: `${name} logs more errors than it should`,
      description: `{{ $value }} lines of severity ERROR or FATAL within ${within}, more than ${above}.`,
      runbook: undefined,
    }),
    expr,
    ...(pending !== undefined && { for: pending }),
    keep_firing_for: KEEP_FIRING,
    labels: sorted({ ...alertLabels(service, severity) }),
  };
}

function sorted(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
