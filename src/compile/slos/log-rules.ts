import type { RecordingRule, RuleGroup } from "../../artifacts/index.ts";
import type { Slo } from "../../definitions/index.ts";
import { equals, printMatchers } from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { OUTCOME, type Outcome, sloLabels } from "./names.ts";
import { sloPlan } from "./plan.ts";
import { groupLabels } from "./recording-rules.ts";
import { LOG_EVENTS } from "./sli/logs.ts";
import { windowName } from "./window-plan.ts";

/**
 * Recording rules for Loki's ruler, which sends what they record to Prometheus: one group for each SLO on log lines.
 * A count of nothing is recorded as zero, so that a broken way from Loki to Prometheus can be told from silence.
 *
 * @param count the expression that counts lines within a step; by default Loki's
 */
export function sloLogRuleGroups(
  service: ResolvedService,
  count: CountLines = (slo, outcome, step, by) => lokiCount(service, slo, outcome, step, by),
): readonly RuleGroup[] {
  return service.slos.flatMap((slo) => {
    const { sli } = slo;
    return sli.kind === "logEvents"
      ? [
          {
            name: `${service.name}.slo.${slo.name}`,
            rules: [logRule(service, slo, "total", count), logRule(service, slo, "bad", count)],
          },
        ]
      : [];
  });
}

type CountLines = (slo: Slo, outcome: Outcome, step: string, by: readonly string[]) => string;

function logRule(service: ResolvedService, slo: Slo, outcome: Outcome, count: CountLines): RecordingRule {
  const step = windowName(sloPlan(service.policy, slo.window).stepSeconds);
  const { environment, service: name, slo: sloName, team } = sloLabels(service, slo);
  return {
    expr: count(slo, outcome, step, groupLabels(slo)),
    labels: { environment, [OUTCOME]: outcome, service: name, slo: sloName, team },
    record: `${LOG_EVENTS}${step}`,
  };
}

function lokiCount(
  service: ResolvedService,
  { sli }: Slo,
  outcome: Outcome,
  step: string,
  by: readonly string[],
): string {
  const pipeline = sli.kind === "logEvents" ? sli[outcome] : "";
  const stream = printMatchers([
    equals("service_name", service.name),
    equals("deployment_environment_name", service.environment),
  ]);
  const lines = `count_over_time(${stream}${pipeline === "" ? "" : ` ${pipeline.trim()}`} [${step}])`;
  return by.length === 0 ? `sum(${lines}) or vector(0)` : `sum by (${by.join(", ")}) (${lines})`;
}
