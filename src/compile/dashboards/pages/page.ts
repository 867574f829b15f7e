import { DATA_SOURCE_UIDS } from "../../../workspace/index.ts";
import { identify } from "../identity.ts";
import type { Annotation, Dashboard, DashboardLink, DataSource, RowDraft, Variable } from "../model.ts";
import { PROJECT_TAG } from "../navigation.ts";
import { refreshing } from "../refresh.ts";

/** What distinguishes one page over many services from another. */
export interface PageOptions {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** Beside the tag that all of our dashboards have. */
  readonly tags: readonly string[];
  readonly folderUid: string;
  readonly dataSources: readonly DataSource[];
  /** Further choices at the top. */
  readonly variables?: readonly Variable[];
  /** The team whose services it leads to; every service's without one. */
  readonly team?: string;
  /** Where else it leads. */
  readonly links?: readonly DashboardLink[];
  /** What is marked on its graphs. */
  readonly annotations: readonly Annotation[];
  readonly steps: readonly string[];
  readonly rows: readonly (RowDraft | undefined)[];
}

const LABELS: Readonly<Record<DataSource, string>> = {
  prometheus: "Prometheus data source",
  loki: "Loki data source",
  elasticsearch: "Elasticsearch data source",
};

/** A page over many services, with the way to every other dashboard. */
export function page(options: PageOptions): Dashboard {
  const { uid, title, description, tags, folderUid, dataSources, annotations, steps, rows } = options;
  const { team, links = [], variables = [] } = options;
  return {
    uid,
    title,
    description,
    tags: [PROJECT_TAG, ...tags],
    folderUid,
    ...refreshing(...steps),
    timeRange: { from: "now-6h", to: "now" },
    variables: [
      ...dataSources.map(
        (type): Variable => ({ kind: "datasource", type, label: LABELS[type], uid: DATA_SOURCE_UIDS[type] }),
      ),
      ...variables,
    ],
    annotations,
    links: [
      ...links,
      {
        kind: "tagged",
        title: "Services",
        tooltip: "A service of this page, at the same time",
        tags: [PROJECT_TAG, "service", ...(team === undefined ? [] : [team])],
      },
    ],
    rows: identify(rows.flatMap((row) => row ?? [])),
  };
}
