import type { ResolvedEnvironment, ResolvedService } from "../workspace/index.ts";
import { issuesAddress, pageAddress } from "./dashboards/addresses.ts";
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
  const links = {
    dashboard: pageAddress(environment, service),
    logs: service.logs && `${pageAddress(environment, service, LOG_LINES)}&from=now-1h&to=now`,
    errors: issuesAddress(environment, service),
  };
  known.set(service, links);
  return links;
}
