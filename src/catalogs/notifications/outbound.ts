import { z } from "zod";
import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  alert,
  availability,
  type Catalog,
  counter,
  gauge,
  histogram,
  latency,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { objectiveSchema } from "../../definitions/slo.ts";

const labels = ["channel", "provider"] as const;
const values = { channel: ["email", "push", "sms", "webhook"] } as const;

/** The contract of a service that tells people or systems something: what to count, under which names. */
export const outboundMetrics = {
  messages: counter("notification_messages_total", {
    labels: [...labels, "outcome"],
    values: { ...values, outcome: ["sent", "failed", "rejected"] },
    help: "Messages by what became of them: sent (the provider took it), failed (ours or theirs to mend), rejected (a bad address).",
  }),
  delay: histogram("notification_delay_seconds", {
    labels,
    values,
    buckets: [1, 5, 15, 60, 300, 900],
    help: "Time from the event to the provider's acknowledgement.",
  }),
  waiting: gauge("notification_waiting_messages", { labels, values, help: "Messages that wait to be sent." }),
  oldest: gauge("notification_oldest_waiting_seconds", {
    labels,
    values,
    help: "How long the oldest message waits.",
  }),
};

/** What {@link outbound} takes. */
export interface OutboundOptions {
  /** Percentage of messages that do not fail. Default `"99.5"`. */
  readonly objective?: string;
  /** Percentage of messages that a provider takes within a minute. Default `"99"`. */
  readonly delayObjective?: string;
}

const optionsSchema = z.strictObject({
  objective: objectiveSchema.default("99.5"),
  delayObjective: objectiveSchema.default("99"),
});

/**
 * A notification service: outbound mail, push, SMS and webhooks.
 *
 * @example uses: [outbound({ objective: "99.9" })]
 */
export function outbound(options: OutboundOptions = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { objective, delayObjective } = read.options;
  return catalogOf(
    {
      name: "outbound",
      source: "Crowsnest's contract for notification services, 1",
      metrics: outboundMetrics,
      slos: ({ messages, delay }) => [
        availability({ name: "outbound-delivery", objective, total: messages, bad: { outcome: "failed" } }),
        latency({ name: "outbound-delay", objective: delayObjective, of: delay, within: "1m" }),
      ],
      alerts: ({ metrics: { messages, oldest }, name }) => [
        alert(name("OutboundProviderFails"), {
          when: messages
            .where({ outcome: "failed" })
            .shareOf(messages, "15m", { by: ["channel", "provider"] })
            .above("20%"),
          for: "10m",
          severity: "warning",
          summary:
            "{{ $value | humanizePercentage }} of {{ $labels.channel }} messages by {{ $labels.provider }} fail",
        }),
        alert(name("OutboundRejected"), {
          when: messages
            .where({ outcome: "rejected" })
            .shareOf(messages, "1h", { by: ["channel"] })
            .above("5%"),
          for: "15m",
          severity: "warning",
          summary: "{{ $value | humanizePercentage }} of {{ $labels.channel }} messages have a bad address",
          description: "Providers block senders whose messages bounce. Look for a bad import of addresses.",
        }),
        alert(name("OutboundStuck"), {
          when: oldest.max({ by: ["channel"] }).above("15m"),
          for: "5m",
          deliverWithin: "8m",
          severity: "critical",
          summary: "A {{ $labels.channel }} message waits for {{ $value | humanizeDuration }}",
        }),
      ],
      rows: (m) => [
        row("Notifications", [
          panel("Messages by outcome", {
            of: m.messages.rate(rateInterval).sum({ by: ["channel", "outcome"] }),
            description: "Messages a second.",
            unit: "messages/second",
          }),
          panel("Failed by provider", {
            of: m.messages
              .where({ outcome: "failed" })
              .shareOf(m.messages, rateInterval, { by: ["channel", "provider"] }),
            description: "Share of messages that fail; look at the provider's status page, then switch.",
          }),
          panel("Delay by provider", {
            of: m.delay.quantile(0.99, rateInterval, { by: ["channel", "provider"] }),
            description: "Time under which 99 of 100 messages are taken by the provider.",
          }),
          panel("Waiting", {
            of: m.waiting.sum({ by: ["channel"] }),
            description: "Messages that wait to be sent.",
          }),
          panel("Oldest that waits", {
            of: m.oldest.max({ by: ["channel"] }),
            description: "How late the latest message is.",
            limit: "15m",
          }),
        ]),
      ],
    },
    outbound,
    read,
  );
}
