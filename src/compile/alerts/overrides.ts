import type { AlertingRule, RecordingRule, RuleGroup } from "../../artifacts/index.ts";
import type { AlertOverride } from "../../definitions/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { alertId, isAlert } from "./identity.ts";

/** Changes or drops the alerts that a service overrides by id; a group that has no rule left is gone. */
export function withOverrides(service: ResolvedService, groups: readonly RuleGroup[]): readonly RuleGroup[] {
  const byId = new Map(service.overrides?.map((override) => [override.alert, override]));
  if (byId.size === 0) {
    return groups;
  }
  return groups
    .map((group): RuleGroup => ({ ...group, rules: group.rules.flatMap((rule) => overridden(rule, byId)) }))
    .filter(({ rules }) => rules.length > 0);
}

function overridden(
  rule: AlertingRule | RecordingRule,
  overrides: ReadonlyMap<string, AlertOverride>,
): readonly (AlertingRule | RecordingRule)[] {
  const override = isAlert(rule) ? overrides.get(alertId(rule)) : undefined;
  if (override === undefined || !isAlert(rule)) {
    return [rule];
  }
  if (override.disable === true) {
    return [];
  }
  const { severity } = override;
  const pending = override.for ?? rule.for;
  const keep = override.keepFiringFor ?? rule.keep_firing_for;
  return [
    {
      alert: rule.alert,
      annotations: rule.annotations,
      expr: rule.expr,
      ...(pending !== undefined && { for: pending }),
      ...(keep !== undefined && { keep_firing_for: keep }),
      labels: severity === undefined ? rule.labels : { ...rule.labels, severity },
    },
  ];
}
