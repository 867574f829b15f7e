import type { LifecyclePolicyArtifact } from "../../../artifacts/index.ts";
import type { Elk } from "../../../definitions/index.ts";
import { durationSeconds, formatDuration } from "../../../query/promql/index.ts";
import { elasticsearchName } from "./names.ts";

const DAY = 86_400;
/** A new index begins after this part of the retention: fewer would keep lines for longer, more cost shards. */
const ROLLOVERS = 4;
/** Longest that one index is written to. */
const LONGEST_ROLLOVER = 30 * DAY;
/** Elastic's advice for the size of a shard. https://www.elastic.co/docs/deploy-manage/production-guidance/optimize-performance/size-shards */
const SHARD_SIZE = "50gb";

/** Name of the policy of a retention. */
export function lifecycleName(environment: string, retention: string): string {
  return elasticsearchName(environment, "logs", days(retention));
}

/**
 * Keeps lines for at least as long as is asked, and at most a quarter or a day longer: an index is deleted as a whole,
 * when its newest line is old enough.
 */
export function lifecyclePolicy(
  environment: string,
  { warm }: Elk,
  retention: string,
): LifecyclePolicyArtifact {
  const seconds = durationSeconds(retention);
  const rollover = Math.min(LONGEST_ROLLOVER, Math.max(DAY, Math.floor(seconds / ROLLOVERS / DAY) * DAY));
  const keepsLonger = warm !== undefined && durationSeconds(warm.after) < seconds;
  return {
    name: lifecycleName(environment, retention),
    phases: {
      delete: { minAge: days(retention) },
      hot: {
        priority: 100,
        rollover: { maxAge: days(formatDuration(rollover)), maxPrimaryShardSize: SHARD_SIZE },
      },
      ...(keepsLonger && { warm: { minAge: days(warm.after), priority: 50, segments: 1 } }),
    },
  };
}

/** A duration as Elasticsearch takes it, which knows no weeks and no years: whole days, or whole hours. */
export function days(duration: string): string {
  const seconds = durationSeconds(duration);
  return seconds % DAY === 0 ? `${seconds / DAY}d` : `${Math.ceil(seconds / 3_600)}h`;
}
