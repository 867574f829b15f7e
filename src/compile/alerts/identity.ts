import type { AlertingRule, RecordingRule, RuleGroup } from "../../artifacts/index.ts";

/**
 * What tells an alert of a service from its others: its name, and where the name is shared, the SLO and the tier.
 *
 * @example alertId(rule) // "ErrorBudgetBurn/availability/page-fast"
 */
export function alertId({ alert, labels }: Pick<AlertingRule, "alert" | "labels">): string {
  const shared = [labels.slo, labels.tier].filter((part) => part !== undefined);
  return [alert, ...shared].join("/");
}

/** Tells an alert from a record. */
export function isAlert(rule: AlertingRule | RecordingRule): rule is AlertingRule {
  return "alert" in rule;
}

/** Every alert of rule groups. */
export function alertsOf(groups: readonly RuleGroup[]): readonly AlertingRule[] {
  return groups.flatMap(({ rules }) => rules.filter(isAlert));
}
