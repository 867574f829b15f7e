import type { AlertingRule, RuleGroup, TeamArtifacts } from "../artifacts/index.ts";

/** An alert of a service, with where it is evaluated. */
export interface ServiceAlert {
  readonly rule: AlertingRule;
  readonly group: string;
  /** Interval of its group; `undefined` for the server's own. */
  readonly interval: string | undefined;
  readonly evaluatedBy: "prometheus" | "loki";
}

/** The alerts of a team's services, by the service that their labels name, in the order of their rules. */
export function alertsByService(team: TeamArtifacts): ReadonlyMap<string, readonly ServiceAlert[]> {
  const alerts = new Map<string, ServiceAlert[]>();
  const collect = (groups: readonly RuleGroup[], evaluatedBy: ServiceAlert["evaluatedBy"]) => {
    for (const { name, interval, rules } of groups) {
      for (const rule of rules) {
        if (!("alert" in rule)) {
          continue;
        }
        const { service } = rule.labels;
        const list = alerts.get(service ?? "") ?? [];
        list.push({ rule, group: name, interval, evaluatedBy });
        alerts.set(service ?? "", list);
      }
    }
  };
  for (const { groups } of team.prometheusRules) {
    collect(groups, "prometheus");
  }
  collect(team.logRules?.groups ?? [], "loki");
  return alerts;
}
