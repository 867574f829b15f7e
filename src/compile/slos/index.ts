import type { RuleGroup } from "../../artifacts/index.ts";
import { durationSeconds, formatDuration } from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { budgetAlerts } from "./budget-alerts.ts";
import { burnRateAlerts } from "./burn-rate-alerts.ts";
import { targetAlerts, vanishedAlerts } from "./no-data-alerts.ts";
import { sloPlan } from "./plan.ts";
import { sloRecordingRules } from "./recording-rules.ts";

export { sloLogRuleGroups } from "./log-rules.ts";

/** One rule group for each SLO: its records first, since a group evaluates in order, then its alerts. */
export function sloRuleGroups(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly RuleGroup[] {
  const groups = service.slos.toSorted(compositesLast).map((slo) => {
    const { stepSeconds } = sloPlan(service.policy, slo.window);
    const interval = evaluationInterval(environment, stepSeconds);
    return {
      ...(interval !== undefined && { interval }),
      name: `${service.name}.slo.${slo.name}`,
      rules: [
        ...sloRecordingRules(service, slo),
        ...burnRateAlerts(environment, service, slo),
        ...budgetAlerts(environment, service, slo),
        ...vanishedAlerts(environment, service, slo),
      ],
    };
  });
  return [...targetAlerts(environment, service), ...groups];
}

/** Sums read what was recorded whole steps ago, so that a step holds a whole number of evaluations. */
function evaluationInterval({ platform }: ResolvedEnvironment, stepSeconds: number): string | undefined {
  const wanted = durationSeconds(platform.prometheus.evaluationInterval);
  if (stepSeconds % wanted === 0) {
    return undefined;
  }
  let seconds = Math.min(stepSeconds, Math.floor(wanted));
  while (seconds > 1 && stepSeconds % seconds !== 0) {
    seconds -= 1;
  }
  return formatDuration(Math.max(1, seconds));
}

function compositesLast(
  { sli: a }: ResolvedService["slos"][number],
  { sli: b }: ResolvedService["slos"][number],
): number {
  return Number(a.kind === "composite") - Number(b.kind === "composite");
}
