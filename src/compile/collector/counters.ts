import type { JsonObject } from "../../artifacts/index.ts";
import { BREAKS_ATTRIBUTE, FRAGMENT_ATTRIBUTE } from "./contract-statements.ts";
import { quote } from "./ottl.ts";
import type { TEAM_ATTRIBUTE } from "./services.ts";

/** Port that the counters of lines are scraped from. */
export const COUNTERS_PORT = 8889;
/** Labels of the counters, by the attribute that each comes from. */
const LABELS = {
  "crowsnest.team": "team",
  "deployment.environment.name": "environment",
  "service.name": "service",
} as const satisfies Readonly<Record<string, string>> & Readonly<Record<typeof TEAM_ATTRIBUTE, "team">>;

/** How long a service may be silent before its counters are forgotten. */
const SILENCE = "24h";

/** Counts lines and breaks by service. */
export function countConnector(): JsonObject {
  const attributes = Object.keys(LABELS).map((key) => ({ key }));
  return {
    logs: {
      "crowsnest.log.contract.breaks": {
        attributes,
        conditions: [`attributes[${quote(BREAKS_ATTRIBUTE)}] != nil`],
        description: "Lines that break their contract.",
      },
      "crowsnest.log.lines": {
        attributes,
        conditions: [`attributes[${quote(FRAGMENT_ATTRIBUTE)}] == nil`],
        description: "Lines that were read.",
      },
    },
  };
}

/**
 * Makes counts of one batch into counters: one for each service, whichever pod wrote. Their time is that of the
 * count, since lines are not in order.
 */
export function counterStatements(): readonly JsonObject[] {
  const renamed = Object.entries(LABELS).flatMap(([from, to]) => [
    `set(datapoint.attributes[${quote(to)}], datapoint.attributes[${quote(from)}])`,
    `delete_key(datapoint.attributes, ${quote(from)})`,
  ]);
  return [
    { context: "resource", statements: ['delete_matching_keys(resource.attributes, ".*")'] },
    {
      context: "datapoint",
      statements: [...renamed, "set(datapoint.start_time_unix_nano, 0)", "set(datapoint.time, Now())"],
    },
  ];
}

/** Adds counts up, and forgets what has been silent for long. */
export const ACCUMULATOR: JsonObject = { max_stale: SILENCE };

/** Where Prometheus scrapes the counters. */
export const COUNTERS_EXPORTER: JsonObject = {
  endpoint: `\${env:MY_POD_IP}:${COUNTERS_PORT}`,
  metric_expiration: SILENCE,
};
