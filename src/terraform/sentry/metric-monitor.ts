import type { Construct } from "constructs";
import { literal } from "../engine/literal.ts";
import { ThinResource } from "../engine/resource.ts";

/** What Sentry's monitors call a high priority and no issue. */
const PRIORITY = { high: 75, resolved: 0 } as const;

interface SpikeMonitorArguments {
  readonly name: string;
  readonly organization: string;
  readonly owner: { readonly team_id: string };
  readonly project: string;
  /** Errors within the window above which there is an issue. */
  readonly threshold: number;
  readonly time_window_seconds: number;
}

/** A monitor of how many errors a project takes, with one fixed threshold. */
export class SentryMetricMonitor extends ThinResource<object> {
  constructor(scope: Construct, id: string, { threshold, ...given }: SpikeMonitorArguments) {
    super(
      scope,
      id,
      { provider: "sentry", type: "sentry_metric_monitor" },
      {
        ...given,
        aggregate: "count()",
        condition_group: literal({
          conditions: [
            { comparison: threshold, condition_result: PRIORITY.high, type: "gt" },
            { comparison: threshold, condition_result: PRIORITY.resolved, type: "lte" },
          ],
          logic_type: "any",
        }),
        dataset: "events",
        enabled: true,
        event_types: literal(["default", "error"]),
        issue_detection: { type: "static" },
        query: "is:unresolved",
        query_type: "error",
      },
    );
  }

  get monitorId(): string {
    return this.getStringAttribute("id");
  }
}
