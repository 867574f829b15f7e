import { type ResolvedEnvironment, type ResolvedService, serviceDashboardUid } from "../workspace/index.ts";
import { issuesAddress, logsAddress } from "./dashboards/addresses.ts";

/** Pages about a service that an alert of it links. */
export interface ServiceLinks {
  readonly dashboard: string;
  /** Its log lines of the last hour, in Grafana; `undefined` when it declares none. */
  readonly logs: string | undefined;
  /** Its unresolved issues in Sentry; `undefined` when its errors are not tracked. */
  readonly errors: string | undefined;
}

const LAST_HOUR = { from: "now-1h", to: "now" } as const;

const known = new WeakMap<ResolvedService, ServiceLinks>();

/** Pages about a service in its environment. */
export function serviceLinks(environment: ResolvedEnvironment, service: ResolvedService): ServiceLinks {
  const made = known.get(service);
  if (made !== undefined) {
    return made;
  }
  const grafana = environment.platform.grafana.url.replace(/\/+$/, "");
  const links = {
    dashboard: `${grafana}/d/${serviceDashboardUid(environment.name, service.name)}`,
    logs: logsAddress(environment, service, LAST_HOUR),
    errors: issuesAddress(environment, service),
  };
  known.set(service, links);
  return links;
}
