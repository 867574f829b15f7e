import type { RuleGroup } from "../../artifacts/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { burnRateAlerts } from "./burn-rate-alerts.ts";
import { sloRecordingRules } from "./recording-rules.ts";

/** One rule group for each SLO: its records first, since a group evaluates in order, then its alerts. */
export function sloRuleGroups(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly RuleGroup[] {
  return service.slos.map((slo) => ({
    name: `${service.name}.slo.${slo.name}`,
    rules: [...sloRecordingRules(service, slo), ...burnRateAlerts(environment, service, slo)],
  }));
}
