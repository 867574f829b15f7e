import { printMatchers } from "../../query/promql/index.ts";
import {
  DATA_SOURCE_UIDS,
  folderUid,
  type ResolvedEnvironment,
  type ResolvedService,
  sentryProjectSlug,
  serviceDashboardUid,
  sloDashboardUid,
  teamDashboardUid,
} from "../../workspace/index.ts";
import { savedObjectIds, spaceAddress } from "../logs/kibana/names.ts";
import { safeUrl } from "./escape.ts";
import { panelId } from "./identity.ts";
import { logStream } from "./query.ts";

/** Address of a team's folder in Grafana. */
export function folderAddress(environment: ResolvedEnvironment, team: string): string {
  return `${grafanaAddress(environment)}/dashboards/f/${folderUid(environment.name, team)}`;
}

/**
 * Address of another service's dashboard, with the same data source and time. `job` and `instance` are left out:
 * they would select nothing there.
 */
export function dashboardAddress(environment: ResolvedEnvironment, service: string): string {
  const uid = serviceDashboardUid(environment.name, service);
  return `${grafanaAddress(environment)}/d/${uid}?\${prometheus_datasource:queryparam}&\${__url_time_range}`;
}

/** Address of the page of a service's objectives, at the same time. */
export function slosAddress(environment: ResolvedEnvironment, service: string): string {
  const uid = sloDashboardUid(environment.name, service);
  return `${grafanaAddress(environment)}/d/${uid}?\${prometheus_datasource:queryparam}&\${__url_time_range}`;
}

/** Address of a service's dashboard, or of one panel of it, for who comes from outside of Grafana. */
export function pageAddress(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  panelKey?: string,
): string {
  const page = `${grafanaAddress(environment)}/d/${serviceDashboardUid(environment.name, service.name)}`;
  return panelKey === undefined ? page : `${page}?viewPanel=${panelId(panelKey)}`;
}

/** Address of one panel of the page of a service's objectives: where an alert leads. */
export function sloPanelAddress(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  panelKey: string,
): string {
  const uid = sloDashboardUid(environment.name, service.name);
  return `${grafanaAddress(environment)}/d/${uid}?viewPanel=${panelId(panelKey)}`;
}

/**
 * Address of a service's unresolved issues in Sentry; `undefined` when its errors are not tracked. Each environment
 * has a project of its own, and the search takes its slug where `project=` would take a number that only Sentry
 * knows.
 */
export function issuesAddress(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): string | undefined {
  const sentry = environment.platform.errors;
  if (sentry === undefined || service.errors === undefined) {
    return undefined;
  }
  const { organization, url } = sentry;
  const base =
    url === undefined
      ? `https://${organization}.sentry.io`
      : `${safeUrl(trimmed(url))}/organizations/${organization}`;
  const query = encodeURIComponent(`is:unresolved project:${sentryProjectSlug(environment.name, service)}`);
  return `${base}/issues/?project=-1&query=${query}`;
}

/**
 * Address of a service's log lines, at the time that the dashboard shows: in Grafana's Explore, or in Kibana where
 * they are kept in Elasticsearch. `undefined` when it declares no logs. The time is asked for by Grafana's own
 * variables, which must not be encoded.
 */
export function logsAddress(environment: ResolvedEnvironment, service: ResolvedService): string | undefined {
  if (service.logs === undefined) {
    return undefined;
  }
  const space = spaceAddress(environment, service.team);
  if (space !== undefined) {
    const lines = savedObjectIds.lines(environment.name, service.name);
    const time = "from:'${__from:date:iso}',to:'${__to:date:iso}'";
    return `${safeUrl(space)}/app/discover#/view/${lines}?_g=(time:(${time}))`;
  }
  const datasource = { type: "loki", uid: DATA_SOURCE_UIDS.loki };
  return exploreAddress(environment, "logs", datasource, { expr: printMatchers(logStream(service)) });
}

/**
 * Address of a service's traces in Grafana's Explore, at the time that the dashboard shows; `undefined` when the
 * platform names no system that keeps traces.
 */
export function tracesAddress(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): string | undefined {
  const { traces } = environment.platform;
  if (traces === undefined) {
    return undefined;
  }
  const datasource = { type: traces.kind, uid: DATA_SOURCE_UIDS.traces };
  const query = {
    tempo: {
      query: `{resource.service.name="${service.name}" && resource.deployment.environment.name="${environment.name}"}`,
      queryType: "traceql",
    },
    jaeger: { queryType: "search", service: service.name },
  }[traces.kind];
  return exploreAddress(environment, "traces", datasource, query);
}

function exploreAddress(
  environment: ResolvedEnvironment,
  name: string,
  datasource: { readonly type: string; readonly uid: string },
  query: Readonly<Record<string, string>>,
): string {
  const pane = {
    datasource: datasource.uid,
    queries: [{ datasource, ...query, refId: "A" }],
    range: { from: "FROM", to: "TO" },
  };
  const panes = encodeURIComponent(JSON.stringify({ [name]: pane }))
    .replace("FROM", () => "${__from}")
    .replace("TO", () => "${__to}");
  return `${grafanaAddress(environment)}/explore?schemaVersion=1&panes=${panes}`;
}

/** Address of a service's errors of one release in Sentry; `release` stands for what Grafana puts in. */
export function releaseIssuesAddress(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  release: string,
): string | undefined {
  const issues = issuesAddress(environment, service);
  return issues && `${issues}${encodeURIComponent(" release:")}${release}`;
}

/** Address of the page of a team, with the same data source and time. */
export function teamAddress(environment: ResolvedEnvironment, team: string): string {
  const uid = teamDashboardUid(environment.name, team);
  return `${grafanaAddress(environment)}/d/${uid}?\${prometheus_datasource:queryparam}&\${__url_time_range}`;
}

function grafanaAddress({ platform }: ResolvedEnvironment): string {
  return safeUrl(trimmed(platform.grafana.url));
}

function trimmed(address: string): string {
  return address.replace(/\/+$/, "");
}
