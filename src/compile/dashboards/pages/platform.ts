import { equals } from "../../../query/promql/index.ts";
import { folderUid, platformDashboardUid, type ResolvedEnvironment } from "../../../workspace/index.ts";
import { criticalMarks } from "../alert-marks.ts";
import { displayTitle } from "../escape.ts";
import type { Dashboard, RowDraft, Variable } from "../model.ts";
import { alertmanagerPanels } from "./health/alertmanager.ts";
import { collectorPanels } from "./health/collector.ts";
import { elasticsearchPanels } from "./health/elasticsearch.ts";
import { grafanaPanels } from "./health/grafana.ts";
import { lokiPanels } from "./health/loki.ts";
import type { HealthPanel } from "./health/panel.ts";
import { healthPanel } from "./health/panel.ts";
import { prometheusPanels } from "./health/prometheus.ts";
import { page } from "./page.ts";

// One metric that each part always has: what is not scraped cannot be chosen.
const PARTS =
  "prometheus_build_info|alertmanager_build_info|loki_build_info|elasticsearch_exporter_build_info|grafana_build_info|otelcol_process_uptime.*";

/** The page about whatever watches the services: it must be well for the others to be believed. */
export function platformDashboardModel(environment: ResolvedEnvironment): Dashboard {
  const { platform } = environment;
  const { scrapeInterval } = platform.prometheus;
  const row = (key: string, title: string, panels: readonly HealthPanel[]): RowDraft => ({
    key: `row/${key}`,
    title,
    panels: panels.map((panel) => healthPanel(key, panel, scrapeInterval)),
  });
  return page({
    uid: platformDashboardUid(environment.name),
    title: displayTitle("Observability platform", "platform", environment.name),
    description:
      "Prometheus, Alertmanager, Grafana and the way of the logs: when one of them is unwell, no other page can be believed.",
    tags: ["platform"],
    folderUid: folderUid(environment.name, platform.team),
    dataSources: ["prometheus"],
    variables: VARIABLES,
    annotations: [
      criticalMarks(
        [equals("environment", environment.name), equals("team", platform.team)],
        platform.prometheus.evaluationInterval,
      ),
    ],
    steps: [scrapeInterval],
    rows: [
      row("alertmanager", "Alertmanager", alertmanagerPanels),
      row("prometheus", "Prometheus", prometheusPanels),
      platform.logs === undefined ? undefined : row("collector", "Collector", collectorPanels),
      platform.logs?.kind === "loki" ? row("loki", "Loki", lokiPanels) : undefined,
      platform.logs?.kind === "elk" ? row("elasticsearch", "Elasticsearch", elasticsearchPanels) : undefined,
      row("grafana", "Grafana", grafanaPanels),
    ],
  });
}

const VARIABLES: readonly Variable[] = [
  { kind: "query", name: "job", label: "Job", query: `label_values({__name__=~"${PARTS}"}, job)` },
  {
    kind: "query",
    name: "instance",
    label: "Instance",
    query: `label_values({__name__=~"${PARTS}",job=~"$job"}, instance)`,
  },
];
