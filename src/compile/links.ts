import { equals, printMatchers } from "../query/promql/index.ts";
import {
  DATA_SOURCE_UIDS,
  type ResolvedEnvironment,
  type ResolvedService,
  serviceDashboardUid,
} from "../workspace/index.ts";
import { issuesAddress } from "./dashboards/addresses.ts";

/** Pages about a service that an alert of it links. */
export interface ServiceLinks {
  readonly dashboard: string;
  /** Its log lines of the last hour, in Grafana; `undefined` when it declares none. */
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
  const links = {
    dashboard: `${grafana}/d/${serviceDashboardUid(environment.name, service.name)}`,
    logs: service.logs && `${grafana}/explore?schemaVersion=1&panes=${encodeURIComponent(logPanes(service))}`,
    errors: issuesAddress(environment, service),
  };
  known.set(service, links);
  return links;
}

/** What Grafana's Explore shows, in the form of its `panes` parameter. */
function logPanes(service: ResolvedService): string {
  const datasource = { type: "loki", uid: DATA_SOURCE_UIDS.loki };
  // Stream labels as Loki names OpenTelemetry's service.name and deployment.environment.name.
  const expr = printMatchers([
    equals("service_name", service.name),
    equals("deployment_environment_name", service.environment),
  ]);
  return JSON.stringify({
    logs: {
      datasource: datasource.uid,
      queries: [{ datasource, expr, refId: "A" }],
      range: { from: "now-1h", to: "now" },
    },
  });
}
