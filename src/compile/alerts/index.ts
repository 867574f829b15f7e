import type { AlertingRule, RuleGroup } from "../../artifacts/index.ts";
import type { Alert } from "../../definitions/index.ts";
import { equals, printPromql } from "../../query/promql/index.ts";
import { FAST, isUrgent, type ResolvedEnvironment, type ResolvedService } from "../../workspace/index.ts";
import { alertAnnotations, alertLabels } from "../annotations.ts";
import { type Narrowing, narrowing } from "../service-series.ts";

export { alertId, alertsOf } from "./identity.ts";
export { withOverrides } from "./overrides.ts";
export { selfGroups } from "./self.ts";
export {
  ERROR_DETECTION_SECONDS,
  HIGH_ERROR_RATIO_ALERT,
  PROBE_FAILING_ALERT,
  SYMPTOM_ALERTS,
  symptomGroups,
} from "./symptoms.ts";

/**
 * The alerts that a service declares itself: those that must be delivered soon in a group that is evaluated often, the
 * others at the platform's pace.
 */
export function alertRuleGroups(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly RuleGroup[] {
  const narrow = narrowing(service, [
    equals("environment", service.environment),
    equals("service", service.name),
  ]);
  const rulesOf = (alerts: readonly Alert[]) =>
    alerts.map((alert) => alertingRule(environment, service, alert, narrow));
  const urgent = rulesOf(service.alerts.filter(isUrgent));
  const patient = rulesOf(service.alerts.filter((alert) => !isUrgent(alert)));
  return [
    { name: `${service.name}.alerts`, rules: patient },
    { interval: FAST.evaluationInterval, name: `${service.name}.alerts.urgent`, rules: urgent },
  ].filter(({ rules }) => rules.length > 0);
}

function alertingRule(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  alert: Alert,
  narrow: Narrowing,
): AlertingRule {
  const { when, name, summary, description = summary, runbook, severity } = alert;
  const labels = { ...alert.labels, ...alertLabels(service, severity) };
  return {
    alert: name,
    annotations: alertAnnotations(environment, service, { name, summary, description, runbook }),
    expr: "promql" in when ? when.promql : printPromql(narrow(when.expr)),
    ...(alert.for !== undefined && { for: alert.for }),
    ...(alert.keepFiringFor !== undefined && { keep_firing_for: alert.keepFiringFor }),
    labels: Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
