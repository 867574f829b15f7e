import { type ResolvedEnvironment, type ResolvedService, serviceDashboardUid } from "../workspace/index.ts";
import { issuesAddress } from "./dashboards/addresses.ts";
import { panelId } from "./dashboards/identity.ts";
import { LOG_LINES } from "./dashboards/sections/log-lines.ts";

/** Pages about a service that an alert of it links. */
export interface ServiceLinks {
  readonly dashboard: string;
  /** Its log lines of the last hour, on its dashboard; `undefined` when it declares none. */
  readonly logs: string | undefined;
  /** Its unresolved issues in Sentry; `undefined` when its errors are not tracked. */
  readonly errors: string | undefined;
}

const known = new WeakMap<ResolvedService, ServiceLinks>();

/** Pages about a service in its environment. */
export function serviceLinks(environment: ResolvedEnvironment, service: ResolvedService): ServiceLinks {
  const made = known.get(service);
  if (made !== undefined) {
    return made;
  }
  const grafana = environment.platform.grafana.url.replace(/\/+$/, "");
  const dashboard = `${grafana}/d/${serviceDashboardUid(environment.name, service.name)}`;
  const links = {
    dashboard,
    logs: service.logs && `${dashboard}?viewPanel=${panelId(LOG_LINES)}&from=now-1h&to=now`,
    errors: issuesAddress(environment, service),
  };
  known.set(service, links);
  return links;
}
