import type { AlertPolicy, Slo } from "../definitions/index.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { durationSeconds, formatDuration } from "../query/promql/index.ts";
import { policyOf } from "./burn-rate-tiers.ts";
import type { Check } from "./check.ts";
import { type Presence, presences } from "./presence.ts";

/** Events are counted in steps of at most this: within less, nothing can be seen to have gone. */
const STEP_SECONDS = 300;

type Drop = NonNullable<AlertPolicy["budget"]["drop"]>;

/** The alert on a budget that drops looks back over a time in which it can have dropped. */
export const budgetDrops: Check = (draft) =>
  presences(draft).flatMap((presence): readonly Diagnostic[] => {
    const { service } = presence;
    const { budget, name } = policyOf(presence);
    const { drop } = budget;
    if (drop === undefined || service.value.slos.length === 0) {
      return [];
    }
    if (durationSeconds(drop.within) < STEP_SECONDS) {
      return [
        diagnostic("window-too-short", {
          ...service.at("policy"),
          message: `the policy "${name}" looks for a drop of the budget within ${drop.within}, less than a step of ${formatDuration(STEP_SECONDS)}`,
          hint: 'Look back over an hour or more, such as `drop: { share: "10%", within: "6h" }`.',
        }),
      ];
    }
    return service.value.slos.flatMap((slo, index) => ofObjective(presence, drop, slo, index));
  });

function ofObjective({ service }: Presence, drop: Drop, slo: Slo, index: number): readonly Diagnostic[] {
  const [within, period] = [durationSeconds(drop.within), durationSeconds(slo.window)];
  if (within > period) {
    return [
      diagnostic("unreachable-threshold", {
        ...service.at("slos", index, "window"),
        message: `a drop within ${drop.within} says nothing of "${slo.name}", whose budget is for ${slo.window}`,
        hint: `Let the policy look for a drop within ${slo.window} at most, or give the SLO a longer window.`,
      }),
    ];
  }
  // With even traffic, a window has its part of the events; all of them bad spend that much of the budget.
  const most = within / period / ((100 - Number(slo.objective)) / 100);
  return Number.parseFloat(drop.share) / 100 < most
    ? []
    : [
        diagnostic("unreachable-threshold", {
          ...service.at("slos", index, "objective"),
          message: `a drop of ${drop.share} within ${drop.within} is more than "${slo.name}" can lose: with even traffic, a total outage spends ${percent(most)} of its budget in that time`,
          hint: "Look for a smaller share, or over a longer time.",
        }),
      ];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))}%`;
}
