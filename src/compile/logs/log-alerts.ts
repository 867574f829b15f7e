import type { AlertingRule, RuleGroup } from "../../artifacts/index.ts";
import type { Duration } from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedLogs, ResolvedService } from "../../workspace/index.ts";
import { alertAnnotations, alertLabels, templateLiteral } from "../annotations.ts";

/** Name of the alert on a service's error lines. */
const LOG_ERRORS_ALERT = "LogErrors";
/** How long the alert stays after the last evaluation above: lines come in bursts. */
const KEEP_FIRING: Duration = "5m";

/**
 * The alert on a service's error lines, the same whatever counts them.
 *
 * @param errors the expression that gives the lines within the window, while they are too many
 */
export function logAlertGroup(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  logs: ResolvedLogs,
  errors: string,
): RuleGroup {
  return { name: `${service.name}.logs`, rules: [errorsRule(environment, service, logs, errors)] };
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
