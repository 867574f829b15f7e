import { limits } from "../../thresholds.ts";
import { type HealthPanel, largest, of, perSecond } from "./panel.ts";

/** Are logs kept and found? By what the exporter of Elasticsearch's metrics says. */
export const elasticsearchPanels: readonly HealthPanel[] = [
  {
    key: "indexed",
    title: "Lines indexed",
    description: "Documents a second that Elasticsearch took in, copies included.",
    unit: "cps",
    queries: [
      { expr: perSecond(of("elasticsearch_indices_indexing_index_total"), "name"), legend: "{{name}}" },
    ],
  },
  {
    key: "rejected",
    title: "Requests rejected",
    description: "Requests a second that found a full queue, by thread pool. The collectors send them again.",
    unit: "cps",
    queries: [
      { expr: perSecond(of("elasticsearch_thread_pool_rejected_count"), "type"), legend: "{{type}}" },
    ],
  },
  {
    key: "unassigned",
    title: "Shards without a node",
    description:
      "Shards, or copies of them, that no node holds. Without its only copy, a shard's lines are not found.",
    unit: "short",
    queries: [
      {
        expr: largest(of("elasticsearch_cluster_health_unassigned_shards"), "cluster"),
        legend: "{{cluster}}",
      },
    ],
    thresholds: limits(1),
  },
];
