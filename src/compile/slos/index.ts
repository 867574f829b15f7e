import type { RuleGroup } from "../../artifacts/index.ts";
import { durationSeconds } from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { burnRateAlerts } from "./burn-rate-alerts.ts";
import { STEP } from "./names.ts";
import { sloRecordingRules } from "./recording-rules.ts";

/** One rule group for each SLO: its records first, since a group evaluates in order, then its alerts. */
export function sloRuleGroups(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly RuleGroup[] {
  const windows = policyWindows(service);
  return service.slos.map((slo) => ({
    name: `${service.name}.slo.${slo.name}`,
    rules: [...sloRecordingRules(service, slo, windows), ...burnRateAlerts(environment, service, slo)],
  }));
}

/** The windows that a service's policy reads, shortest first. */
function policyWindows({ policy }: ResolvedService): readonly string[] {
  const windows = new Set([STEP, ...policy.burnRate.flatMap(({ long, short }) => [short, long])]);
  return [...windows].sort((a, b) => durationSeconds(a) - durationSeconds(b));
}
