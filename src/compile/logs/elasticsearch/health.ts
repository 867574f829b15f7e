import type { AlertingRule, RuleGroup } from "../../../artifacts/index.ts";
import type { ResolvedEnvironment } from "../../../workspace/index.ts";

/** Share of a disk below which Elasticsearch puts no new shard on it. https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/cluster-level-shard-allocation-routing-settings#disk-based-shard-allocation */
const LOW_WATERMARK = 0.15;

/** Alerts on Elasticsearch itself, by what its exporter says: Loki's chart brings such rules, Elastic's does not. */
export function elasticsearchHealthRules({ name, platform }: ResolvedEnvironment): RuleGroup {
  const labels = (severity: "critical" | "warning") => ({ environment: name, severity, team: platform.team });
  const rules: readonly AlertingRule[] = [
    {
      alert: "LogStoreRed",
      annotations: {
        description: "Shards have no node: their lines are not found, and new ones wait on the nodes' disks.",
        summary: "Elasticsearch lacks a part of the logs",
      },
      expr: 'max(elasticsearch_cluster_health_status{color="red"}) == 1',
      for: "5m",
      labels: labels("critical"),
    },
    {
      alert: "LogStoreUnwatched",
      annotations: {
        description:
          "Nothing says whether Elasticsearch is well: its exporter cannot reach it, or is not scraped.",
        summary: "Elasticsearch is out of sight",
      },
      expr: "absent(elasticsearch_cluster_health_status)",
      for: "15m",
      labels: labels("warning"),
    },
    {
      alert: "LogStoreDiskLow",
      annotations: {
        description:
          "{{ $value | humanizePercentage }} of the disk of {{ $labels.name }} is left; below 5% nothing more is taken in.",
        summary: "A disk of Elasticsearch fills up",
      },
      expr: `min by (name) (elasticsearch_filesystem_data_available_bytes) / min by (name) (elasticsearch_filesystem_data_size_bytes > 0) < ${LOW_WATERMARK}`,
      for: "15m",
      labels: labels("warning"),
    },
  ];
  return { name: "log-store", rules };
}
