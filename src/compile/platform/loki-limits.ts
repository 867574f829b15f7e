import type { JsonObject } from "../../artifacts/index.ts";
import type { Loki } from "../../definitions/loki.ts";
import { equals, type Matcher, printMatchers } from "../../query/promql/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { INDEX_LABELS } from "../logs/labels.ts";

/** How much more than its limit a service may write at once. */
const BURST = 4;

/**
 * What one tenant may write and ask for. Loki's defaults (4 MB a second, 5,000 streams) are those of a shared
 * service; a platform with one tenant needs what its nodes write.
 *
 * Source of names and defaults: https://grafana.com/docs/loki/latest/configure/#limits_config
 */
export function lokiLimits(environment: ResolvedEnvironment, loki: Loki): JsonObject {
  return {
    allow_structured_metadata: true,
    ingestion_burst_size_mb: 64,
    ingestion_rate_mb: 32,
    max_global_streams_per_user: 20_000,
    max_label_names_per_series: 15,
    max_line_size: "256KB",
    // A line that is too long is cut, not lost.
    max_line_size_truncate: true,
    otlp_config: {
      resource_attributes: {
        attributes_config: [{ action: "index_label", attributes: INDEX_LABELS }],
        ignore_defaults: true,
      },
    },
    // A service in a namespace is one stream: a limit of streams is one of services.
    per_stream_rate_limit: `${loki.serviceLimit}MB`,
    per_stream_rate_limit_burst: `${loki.serviceLimit * BURST}MB`,
    reject_old_samples: true,
    reject_old_samples_max_age: "168h",
    retention_period: loki.retention,
    retention_stream: retentionStreams(environment, loki),
    // Loki would cut a stream into several, each with a limit of its own.
    shard_streams: { enabled: false },
  };
}

/** Classes of services that keep their lines for another time than the platform does, one rule for each. */
function retentionStreams({ teams }: ResolvedEnvironment, loki: Loki): readonly JsonObject[] {
  const classes = new Map<string, { readonly period: string; readonly services: string[] }>();
  for (const { logs, name } of teams.flatMap((team) => team.services)) {
    if (logs !== undefined && logs.retention !== loki.retention) {
      const { services } = classes.get(logs.retentionClass) ?? { services: [] };
      classes.set(logs.retentionClass, { period: logs.retention, services: [...services, name] });
    }
  }
  return [...classes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { period, services }]) => ({ period, priority: 1, selector: ofServices(services) }));
}

function ofServices(names: readonly string[]): string {
  const [only = ""] = names;
  const value = [...names].sort().join("|");
  const matcher: Matcher =
    names.length === 1 ? equals("service_name", only) : { label: "service_name", operator: "=~", value };
  return printMatchers([matcher]);
}
