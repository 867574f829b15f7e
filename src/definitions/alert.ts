import { z } from "zod";
import { durationSchema, issue, labelNameSchema, severitySchema, textSchema } from "./common.ts";
import { conditionSchema, type RawCondition } from "./condition.ts";
import type { Condition } from "./handles.ts";
import { runbookSchema } from "./runbook.ts";
import { located } from "./source.ts";

/** Labels that Crowsnest sets on every alert; a user's alert cannot replace them. */
export const RESERVED_ALERT_LABELS = [
  "alertname",
  "environment",
  "service",
  "severity",
  "slo",
  "team",
] as const;

/** Alerts of kube-prometheus-stack that routes treat as signals; an alert of that name would reach nobody. */
export const SIGNAL_ALERTS = { infoInhibitor: "InfoInhibitor", watchdog: "Watchdog" } as const;

const labelsSchema = z
  .record(labelNameSchema, textSchema)
  .refine(
    (labels) => RESERVED_ALERT_LABELS.every((label) => !Object.hasOwn(labels, label)),
    issue(
      "invalid-value",
      "a label that Crowsnest sets itself",
      `Routing depends on ${RESERVED_ALERT_LABELS.join(", ")}; choose another name.`,
    ),
  );

/** A schema for {@link Alert}. */
export const alertSchema = z.strictObject({
  kind: z.literal("alert"),
  name: z
    .string()
    .refine(
      (name) => /^[A-Za-z][A-Za-z0-9]{0,99}$/.test(name),
      issue(
        "invalid-name",
        "not a valid alert name",
        'Use letters and digits in CamelCase, such as "CheckoutQueueBacklog".',
      ),
    )
    .refine(
      (name) => !Object.values<string>(SIGNAL_ALERTS).includes(name),
      issue(
        "invalid-name",
        "a name that routes treat as a signal, never as a fault",
        `${Object.values(SIGNAL_ALERTS).join(" and ")} are Alertmanager's own business; choose another name.`,
      ),
    ),
  when: conditionSchema,
  for: durationSchema.optional(),
  keepFiringFor: durationSchema.optional(),
  deliverWithin: durationSchema.optional(),
  severity: severitySchema,
  summary: textSchema,
  description: textSchema.optional(),
  runbook: runbookSchema.optional(),
  labels: labelsSchema.optional(),
});

/** A condition of a service that somebody should hear of. */
export interface Alert {
  readonly kind: "alert";
  readonly name: string;
  readonly when: Condition | RawCondition;
  readonly for?: string | undefined;
  readonly keepFiringFor?: string | undefined;
  readonly deliverWithin?: string | undefined;
  readonly severity: z.infer<typeof severitySchema>;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly runbook?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/**
 * A condition that the handles cannot express. Nothing is added to it: write the selectors whole.
 *
 * @example alert("QueueStuck", { when: promql('max(queue_depth{service="checkout"}) > 10'), … })
 */
export function promql(text: string): RawCondition {
  return { promql: text };
}

/** What {@link alert} takes beside the name. */
export interface AlertOptions
  extends Omit<Alert, "kind" | "name" | "for" | "keepFiringFor" | "deliverWithin"> {
  /** The condition: a query of the service's metrics with a threshold, or {@link promql}. */
  readonly when: Condition | RawCondition;
  /** How long the condition must hold. Default: the first evaluation is enough. */
  readonly for?: string;
  /** How long the alert goes on after the condition ends, against flapping. Default: not at all. */
  readonly keepFiringFor?: string;
  /**
   * Longest time from the moment the condition holds to the message. A critical alert that cannot keep it is an
   * error; one of a minute or less makes Prometheus scrape the service and evaluate the alert every 5 s.
   * Default: `"30s"` for critical, none for others.
   */
  readonly deliverWithin?: string;
  /** What is wrong, in one sentence; Prometheus's templates such as `{{ $labels.route }}` work. */
  readonly summary: string;
  /** What it means and what to look at first. Default: the summary. */
  readonly description?: string;
  /**
   * Address of the runbook, or a Markdown file of the workspace such as `"runbooks/queue.md#stuck"`. Default: by the
   * alert's name in the service's runbooks.
   */
  readonly runbook?: string;
  /** Further labels; templates work as in the summary. Those that Crowsnest sets (`service`, `team`, `severity`, …) cannot be replaced. */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Declares an alert of a service.
 *
 * @param name in CamelCase, unique in the workspace
 * @example alert("CheckoutQueueBacklog", {
 *   when: queue.max().above(1000), for: "2m", severity: "warning", summary: "Orders wait in the queue",
 * })
 */
export function alert(name: string, options: AlertOptions): Alert {
  return located<Alert>({ kind: "alert", name, ...options }, alert);
}
