import type { AlertingRule } from "../../artifacts/index.ts";
import type { AlertPolicy, Severity, Slo } from "../../definitions/index.ts";
import { durationSeconds, formatDuration, selector } from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { alertAnnotations, templateLiteral } from "../annotations.ts";
import { decimal, printDecimal, shiftLeft } from "./decimal.ts";
import { sloIdentity, sloLabels, sloSeries } from "./names.ts";
import { anySlo, type SloTemplate, sloTemplate } from "./template.ts";

/** Names of the alerts on a budget as a whole. */
export const BUDGET_ALERTS = {
  exhausted: "ErrorBudgetExhausted",
  low: "ErrorBudgetLow",
  drop: "ErrorBudgetDrop",
} as const;

type BudgetPolicy = AlertPolicy["budget"];

/** Alerts on what is left of a budget: none, less than a share, or a share less than some time ago. */
export function budgetAlerts(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  slo: Slo,
): readonly AlertingRule[] {
  const { exhausted, low, drop }: BudgetPolicy = service.policy.budget;
  const left = remaining(sloIdentity(service, slo));
  const name = templateLiteral(service.displayName);
  const subject = `the error budget of ${name}'s ${slo.name} SLO`;
  const promise = `The objective is ${slo.objective}% over ${slo.window}.`;
  const alert = (
    kind: keyof typeof BUDGET_ALERTS,
    { severity, for: after }: { readonly severity: Severity; readonly for?: string | undefined },
    expr: string,
    summary: string,
    description: string,
  ): AlertingRule => {
    const { environment: where, service: who, slo: which, team } = sloLabels(service, slo);
    return {
      alert: BUDGET_ALERTS[kind],
      annotations: alertAnnotations(environment, service, {
        name: BUDGET_ALERTS[kind],
        summary,
        description: `${description} ${promise}`,
        runbook: slo.runbook,
      }),
      expr,
      ...(after !== undefined && { for: after }),
      labels: { environment: where, service: who, severity, slo: which, team },
    };
  };
  return [
    ...(exhausted
      ? [
          alert(
            "exhausted",
            exhausted,
            `${left} <= 0`,
            `Nothing is left of ${subject}.`,
            "{{ $value | humanizePercentage }} of the budget is left: put reliability before features until it recovers.",
          ),
        ]
      : []),
    ...(low
      ? [
          alert(
            "low",
            low,
            `${left} < ${ratio(low.below)} > 0`,
            `Less than ${low.below} is left of ${subject}.`,
            "{{ $value | humanizePercentage }} of the budget is left: risky changes can wait.",
          ),
        ]
      : []),
    ...(drop
      ? [
          alert(
            "drop",
            drop,
            `${left} offset ${formatDuration(durationSeconds(drop.within))} - ${left} > ${ratio(drop.share)}`,
            `${drop.share} of ${subject} went within ${drop.within}.`,
            "{{ $value | humanizePercentage }} of the budget went in that time: look at what was changed.",
          ),
        ]
      : []),
  ];
}

function ratio(percent: string): string {
  return printDecimal(shiftLeft(decimal(percent.replace("%", "")), 2));
}

const remaining: SloTemplate = sloTemplate(selector(sloSeries.budgetRemaining, anySlo));
