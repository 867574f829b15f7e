import type { RuleGroup } from "../../artifacts/index.ts";
import {
  type ResolvedEnvironment,
  type ResolvedService,
  serviceDashboardUid,
} from "../../workspace/index.ts";

/**
 * Series of value 1, one for each service: what it is, whose, who is woken for it, and where its dashboard is. Tables over many services
 * join the rest to it, so that a service that reports nothing is still in the list.
 */
export const SERVICE_INFO = "crowsnest_service_info";

/** The group that records {@link SERVICE_INFO} for a service. */
export function serviceInfoGroup(environment: ResolvedEnvironment, service: ResolvedService): RuleGroup {
  const onCall = environment.teams.find(({ name }) => name === service.team)?.notify.critical ?? [];
  return {
    name: `${service.name}.info`,
    rules: [
      {
        expr: "vector(1)",
        labels: {
          component: service.component,
          dashboard: serviceDashboardUid(environment.name, service.name),
          environment: environment.name,
          on_call: onCall.join(", ") || "nobody",
          service: service.name,
          team: service.team,
          tier: service.tier,
        },
        record: SERVICE_INFO,
      },
    ],
  };
}
