import { catalogOf } from "../../definitions/catalog.ts";
import {
  alert,
  type Catalog,
  counter,
  gauge,
  panel,
  rateInterval,
  row,
  timeSlices,
} from "../../definitions/index.ts";

const node = [
  "cluster",
  "host",
  "name",
  "es_master_node",
  "es_data_node",
  "es_ingest_node",
  "es_client_node",
] as const;

/** Metrics of elasticsearch_exporter; the same for OpenSearch. */
export const elasticsearchMetrics = {
  up: gauge("elasticsearch_cluster_health_up"),
  status: gauge("elasticsearch_cluster_health_status", {
    labels: ["cluster", "color"],
    values: { color: ["green", "yellow", "red"] },
    help: "1 for the color that the cluster has.",
  }),
  unassigned: gauge("elasticsearch_cluster_health_unassigned_shards", { labels: ["cluster"] }),
  nodes: gauge("elasticsearch_cluster_health_number_of_nodes", { labels: ["cluster"] }),
  pendingTasks: gauge("elasticsearch_cluster_health_number_of_pending_tasks", { labels: ["cluster"] }),
  heapUsed: gauge("elasticsearch_jvm_memory_used_bytes", { labels: [...node, "area"] }),
  heapLimit: gauge("elasticsearch_jvm_memory_max_bytes", { labels: [...node, "area"] }),
  diskFree: gauge("elasticsearch_filesystem_data_available_bytes", { labels: [...node, "mount", "path"] }),
  diskSize: gauge("elasticsearch_filesystem_data_size_bytes", { labels: [...node, "mount", "path"] }),
  queries: counter("elasticsearch_indices_search_query_total", { labels: node }),
  querySeconds: counter("elasticsearch_indices_search_query_time_seconds", { labels: node }),
  indexed: counter("elasticsearch_indices_indexing_index_total", { labels: node }),
  rejected: counter("elasticsearch_thread_pool_rejected_count", { labels: [...node, "type"] }),
};

/**
 * Elasticsearch or OpenSearch, seen by elasticsearch_exporter.
 *
 * @example uses: [elasticsearch()]
 */
export function elasticsearch(): Catalog {
  return catalogOf(
    {
      name: "elasticsearch",
      source: "elasticsearch_exporter 1.9, collector/cluster_health.go and nodes.go",
      metrics: elasticsearchMetrics,
      slos: ({ status }) => [
        timeSlices({
          name: "elasticsearch-not-red",
          objective: "99.9",
          good: status.where({ color: "red" }).max().below(1),
        }),
      ],
      alerts: ({ metrics: { status, heapUsed, heapLimit, diskFree, diskSize, rejected }, name }) => [
        alert(name("ElasticsearchRed"), {
          when: status
            .where({ color: "red" })
            .max({ by: ["cluster"] })
            .above(0),
          for: "2m",
          deliverWithin: "5m",
          severity: "critical",
          summary: "Cluster {{ $labels.cluster }} is red: some data cannot be read",
        }),
        alert(name("ElasticsearchYellow"), {
          when: status
            .where({ color: "yellow" })
            .max({ by: ["cluster"] })
            .above(0),
          for: "30m",
          severity: "warning",
          summary: "Cluster {{ $labels.cluster }} is yellow: some data has no copy",
        }),
        alert(name("ElasticsearchHeapHigh"), {
          when: heapUsed
            .where({ area: "heap" })
            .max({ by: ["name"] })
            .dividedBy(heapLimit.where({ area: "heap" }).max({ by: ["name"] }))
            .above("90%"),
          for: "15m",
          severity: "warning",
          summary: "The heap of {{ $labels.name }} is {{ $value | humanizePercentage }} full",
        }),
        alert(name("ElasticsearchDiskLow"), {
          when: diskFree
            .min({ by: ["name"] })
            .dividedBy(diskSize.max({ by: ["name"] }))
            .below("15%"),
          for: "10m",
          deliverWithin: "13m",
          severity: "critical",
          summary:
            "{{ $labels.name }} has {{ $value | humanizePercentage }} of its disk left; at 10% it takes no more data",
        }),
        alert(name("ElasticsearchRejects"), {
          when: rejected
            .rate("5m")
            .sum({ by: ["type"] })
            .above(0),
          for: "10m",
          severity: "warning",
          summary: "Requests to the pool {{ $labels.type }} are turned away",
        }),
      ],
      rows: (m) => [
        row("Elasticsearch", [
          panel("Cluster status", {
            of: m.status.max({ by: ["color"] }),
            description: "The colour with the value 1 holds. Yellow lacks copies, red lacks data.",
          }),
          panel("Shards without a node", {
            of: m.unassigned.max(),
            description: "Look for a node that left, or a full disk, when it stays above 0.",
          }),
          panel("Nodes", {
            of: m.nodes.max(),
            description: "A node that leaves takes its share of the work to the others.",
          }),
          panel("Pending tasks", {
            of: m.pendingTasks.max(),
            description:
              "Changes that the elected node has not made yet; it is overloaded when they pile up.",
          }),
          panel("Heap", {
            of: m.heapUsed
              .where({ area: "heap" })
              .max({ by: ["name"] })
              .dividedBy(m.heapLimit.where({ area: "heap" }).max({ by: ["name"] })),
            description: "Above 90 % the node spends its time collecting garbage.",
            unit: "ratio",
            limit: "90%",
          }),
          panel("Disk left", {
            of: m.diskFree.min({ by: ["name"] }).dividedBy(m.diskSize.max({ by: ["name"] })),
            description: "Below 10 % a node takes no more data.",
            unit: "ratio",
          }),
          panel("Searches", {
            of: m.queries.rate(rateInterval).sum({ by: ["name"] }),
            description: "Searches a second by node.",
            unit: "queries/second",
          }),
          panel("Time of a search", {
            of: m.querySeconds
              .rate(rateInterval)
              .sum({ by: ["name"] })
              .dividedBy(m.queries.rate(rateInterval).sum({ by: ["name"] })),
            description: "Mean time of a search on a shard, by node.",
            unit: "seconds",
          }),
          panel("Documents indexed", {
            of: m.indexed.rate(rateInterval).sum({ by: ["name"] }),
            description: "Documents a second by node.",
            unit: "operations/second",
          }),
          panel("Requests turned away", {
            of: m.rejected.rate(rateInterval).sum({ by: ["type"] }),
            description: "By pool. A full queue means that there is more work than threads.",
            unit: "requests/second",
          }),
        ]),
      ],
    },
    elasticsearch,
  );
}
