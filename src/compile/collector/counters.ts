import type { JsonObject } from "../../artifacts/index.ts";
import { BREAKS_ATTRIBUTE, BYTES_ATTRIBUTE, FRAGMENT_ATTRIBUTE } from "./contract-statements.ts";
import { attribute, quote, resourceAttribute } from "./ottl.ts";
import { TEAM_ATTRIBUTE } from "./services.ts";

/** Port that the counters of lines are scraped from. */
export const COUNTERS_PORT = 8889;
/** Labels of the counters, by the resource's attribute that each comes from. */
const LABELS = {
  [TEAM_ATTRIBUTE]: "team",
  "deployment.environment.name": "environment",
  "service.name": "service",
} as const;

/** How long a service may be silent before its counters are forgotten. */
const SILENCE = "24h";

/**
 * Counts lines, their bytes as they were read, and breaks by service. Lines of no service are counted by the
 * collector's own metrics only.
 */
export function countConnector(more: readonly JsonObject[] = []): JsonObject {
  return {
    logs: [
      counter("crowsnest.log.lines", "Lines that were read.", "1", `${attribute(FRAGMENT_ATTRIBUTE)} == nil`),
      counter(
        "crowsnest.log.bytes",
        "Bytes of the lines that were read.",
        attribute(BYTES_ATTRIBUTE),
        `${attribute(BYTES_ATTRIBUTE)} != nil`,
      ),
      counter(
        "crowsnest.log.contract.breaks",
        "Lines that break their contract.",
        "1",
        `${attribute(BREAKS_ATTRIBUTE)} != nil`,
      ),
      ...more,
    ],
  };
}

/**
 * A counter of lines.
 *
 * @param by attributes of lines that become labels
 */
export function counter(
  name: string,
  description: string,
  value: string,
  condition: string,
  by: readonly string[] = [],
): JsonObject {
  return {
    ...(by.length > 0 && { attributes: by.map((key) => ({ default_value: "", key })) }),
    conditions: [`${resourceAttribute(TEAM_ATTRIBUTE)} != nil and ${condition}`],
    description,
    include_resource_attributes: Object.keys(LABELS).map((key) => ({ key })),
    name,
    sum: { value },
  };
}

/**
 * Makes counts of one batch into counters: one for each service, whichever pod wrote. Their time is that of the
 * count, since lines are not in order.
 */
export function counterStatements(): readonly JsonObject[] {
  return [
    // The connector does not say that its sums only grow; what is not said to grow is no counter.
    { context: "metric", statements: ["set(metric.is_monotonic, true)"] },
    {
      context: "datapoint",
      statements: [
        ...Object.entries(LABELS).map(
          ([from, to]) => `set(datapoint.attributes[${quote(to)}], ${resourceAttribute(from)})`,
        ),
        "set(datapoint.start_time_unix_nano, 0)",
        "set(datapoint.time, Now())",
      ],
    },
    { context: "resource", statements: ['delete_matching_keys(resource.attributes, ".*")'] },
  ];
}

/** Adds counts up, and forgets what has been silent for long. */
export const ACCUMULATOR: JsonObject = { max_stale: SILENCE };

/** Where Prometheus scrapes the counters. */
export function countersExporter(address: string): JsonObject {
  return { endpoint: `${address}:${COUNTERS_PORT}`, metric_expiration: SILENCE };
}
