import type { Construct } from "constructs";
import { literal } from "../engine/literal.ts";
import { ThinResource } from "../engine/resource.ts";

/** How people are told; one of the kinds that `action_filters.actions` has. */
export type SentryAction =
  | { readonly email: { readonly target_id: string; readonly target_type: "team" } }
  | {
      readonly slack: {
        readonly channel_id: string;
        readonly channel_name: string;
        readonly integration_id: string;
      };
    };

interface SentryAlertArguments {
  readonly action: SentryAction;
  /** Minutes before it tells of the same issue again. */
  readonly frequency_minutes: number;
  /** Monitors whose issues it tells of. */
  readonly monitor_ids: readonly string[];
  readonly name: string;
  readonly organization: string;
}

/** Tells of issues that are new, have come back or have grown. */
export class SentryAlert extends ThinResource<object> {
  constructor(scope: Construct, id: string, { action, ...given }: SentryAlertArguments) {
    super(
      scope,
      id,
      { provider: "sentry", type: "sentry_alert" },
      {
        ...given,
        // One filter only: the provider cannot apply several (jianyuan/terraform-provider-sentry#938).
        action_filters: [{ actions: [action], conditions: [], logic_type: "all" }],
        enabled: true,
        trigger_conditions: literal([
          { first_seen_event: {} },
          { reappeared_event: {} },
          { regression_event: {} },
        ]),
      },
    );
  }
}
