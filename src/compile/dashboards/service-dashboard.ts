import {
  DATA_SOURCE_UIDS,
  folderUid,
  type ResolvedEnvironment,
  type ResolvedService,
  serviceDashboardUid,
} from "../../workspace/index.ts";
import { alertMarks } from "./alert-marks.ts";
import { type ServiceContext, serviceContext } from "./context.ts";
import { deployAnnotations } from "./deploys.ts";
import { displayTitle, singleLine } from "./escape.ts";
import { identify } from "./identity.ts";
import type { Dashboard, DataSource, RowDraft, Variable } from "./model.ts";
import { navigation, PROJECT_TAG } from "./navigation.ts";
import { logDataSource } from "./query.ts";
import { refreshing } from "./refresh.ts";
import { aboutSection } from "./sections/about.ts";
import { alertsSection } from "./sections/alerts.ts";
import { declaredSections } from "./sections/declared-rows.ts";
import { dependenciesSection } from "./sections/dependencies.ts";
import { logsSection } from "./sections/logs.ts";
import { otherMetricsSection } from "./sections/other-metrics.ts";
import { overviewSection } from "./sections/overview.ts";
import { requestsSection } from "./sections/requests.ts";
import { saturationSection } from "./sections/saturation.ts";
import { slosSection } from "./sections/slos.ts";
import { targetVariables } from "./target-variables.ts";

/** In the order that somebody who was just woken reads them. */
const SECTIONS: readonly ((context: ServiceContext) => RowDraft | readonly RowDraft[] | undefined)[] = [
  overviewSection,
  slosSection,
  requestsSection,
  saturationSection,
  declaredSections,
  dependenciesSection,
  alertsSection,
  logsSection,
  otherMetricsSection,
  aboutSection,
];

/** The dashboard of a service in an environment. */
export function serviceDashboardModel(environment: ResolvedEnvironment, service: ResolvedService): Dashboard {
  const context = serviceContext(environment, service);
  const rows = SECTIONS.flatMap((section) => section(context) ?? []);
  return {
    uid: serviceDashboardUid(environment.name, service.name),
    title: displayTitle(service.displayName, service.name, environment.name),
    description: singleLine(service.description ?? ""),
    tags: [PROJECT_TAG, "service", service.team, service.tier],
    folderUid: folderUid(environment.name, service.team),
    ...refreshing(context.rawStep, context.ruleStep),
    timeRange: { from: "now-6h", to: "now" },
    variables: variables(context),
    annotations: [alertMarks(context.identity, context.ruleStep), ...deployAnnotations(context)],
    links: navigation(context),
    rows: identify(rows),
  };
}

function variables(context: ServiceContext): readonly Variable[] {
  return [
    // First, for dashboard-linter takes the first data source for the dashboard's main one.
    dataSource("prometheus", "Prometheus data source"),
    ...(context.service.logs === undefined ? [] : [logSource(context)]),
    ...targetVariables(context),
  ];
}

function logSource({ environment }: ServiceContext): Variable {
  const type = logDataSource(environment);
  return dataSource(type, type === "loki" ? "Loki data source" : "Elasticsearch data source");
}

function dataSource(type: DataSource, label: string): Variable {
  return { kind: "datasource", type, label, uid: DATA_SOURCE_UIDS[type] };
}
