import { z } from "zod";
import { textSchema, urlSchema } from "../common.ts";
import { type SecretRef, secretRefSchema } from "../secret.ts";
import { located } from "../source.ts";
import { type ReceiverOptions, receiverBase } from "./base.ts";

/** Schemas of receivers that wake people. */
export const pagingSchemas = [
  z.strictObject({
    kind: z.literal("pagerduty"),
    ...receiverBase,
    routingKey: secretRefSchema,
    url: urlSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("opsgenie"),
    ...receiverBase,
    apiKey: secretRefSchema,
    url: urlSchema.optional(),
    team: textSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("victorOps"),
    ...receiverBase,
    apiKey: secretRefSchema,
    routingKey: textSchema,
    url: urlSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("incidentIo"),
    ...receiverBase,
    url: urlSchema,
    token: secretRefSchema,
  }),
] as const;

/** A pager. */
export type PagingReceiver = z.infer<(typeof pagingSchemas)[number]>;

/**
 * A PagerDuty service, through the Events API v2.
 *
 * @example pagerduty({ name: "payments-pager",
 *   routingKey: secretRef({ name: "alertmanager-receivers", key: "payments-pagerduty" }) })
 */
export function pagerduty(
  options: ReceiverOptions & {
    /** Integration key of the service. */
    readonly routingKey: SecretRef;
    /** Another events endpoint, such as the European one. Default: PagerDuty's own. */
    readonly url?: string;
  },
): PagingReceiver {
  return located<PagingReceiver>({ kind: "pagerduty", ...options }, pagerduty);
}

/**
 * An Opsgenie team, or one of its successor, the operations of Jira Service Management. Opsgenie itself ends on
 * 5 April 2027.
 *
 * @example opsgenie({ name: "payments-pager", url: "https://api.atlassian.com/jsm/ops/integration/",
 *   apiKey: secretRef({ name: "alertmanager-receivers", key: "payments-opsgenie" }) })
 */
export function opsgenie(
  options: ReceiverOptions & {
    readonly apiKey: SecretRef;
    /** Another endpoint, such as the successor's or the European one. Default: Opsgenie's own. */
    readonly url?: string;
    /** Name of the team that answers. Default: the one that the key is of. */
    readonly team?: string;
  },
): PagingReceiver {
  return located<PagingReceiver>({ kind: "opsgenie", ...options }, opsgenie);
}

/**
 * A team of VictorOps, which is called Splunk On-Call now.
 *
 * @example victorOps({ name: "payments-pager", routingKey: "payments",
 *   apiKey: secretRef({ name: "alertmanager-receivers", key: "victorops" }) })
 */
export function victorOps(
  options: ReceiverOptions & {
    readonly apiKey: SecretRef;
    /** What its escalation policies choose a team by; no credential. */
    readonly routingKey: string;
    /** Another endpoint. Default: VictorOps' own. */
    readonly url?: string;
  },
): PagingReceiver {
  return located<PagingReceiver>({ kind: "victorOps", ...options }, victorOps);
}

/**
 * An alert source of incident.io.
 *
 * @example incidentIo({ name: "payments-incidents", url: "https://api.incident.io/v2/alert_events/alertmanager/01J…",
 *   token: secretRef({ name: "alertmanager-receivers", key: "incident-io" }) })
 */
export function incidentIo(
  options: ReceiverOptions & {
    /** The address that the alert source shows. */
    readonly url: string;
    readonly token: SecretRef;
  },
): PagingReceiver {
  return located<PagingReceiver>({ kind: "incidentIo", ...options }, incidentIo);
}
