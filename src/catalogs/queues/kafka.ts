import { z } from "zod";
import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import { alert, type Catalog, counter, gauge, panel, row, timeSlices } from "../../definitions/index.ts";

/** Metrics of kafka_exporter, which asks the brokers. */
export const kafkaMetrics = {
  brokers: gauge("kafka_brokers", { help: "Brokers of the cluster." }),
  partitions: gauge("kafka_topic_partitions", { labels: ["topic"] }),
  newestOffset: gauge("kafka_topic_partition_current_offset", { labels: ["topic", "partition"] }),
  oldestOffset: gauge("kafka_topic_partition_oldest_offset", { labels: ["topic", "partition"] }),
  inSync: gauge("kafka_topic_partition_in_sync_replica", { labels: ["topic", "partition"] }),
  copies: gauge("kafka_topic_partition_replicas", { labels: ["topic", "partition"] }),
  underReplicated: gauge("kafka_topic_partition_under_replicated_partition", {
    labels: ["topic", "partition"],
  }),
  leader: gauge("kafka_topic_partition_leader", { labels: ["topic", "partition"] }),
  lag: gauge("kafka_consumergroup_lag", { labels: ["consumergroup", "topic", "partition"] }),
  groupMembers: gauge("kafka_consumergroup_members", { labels: ["consumergroup"] }),
  exporterCpu: counter("process_cpu_seconds_total"),
};

/** What {@link kafka} takes. */
export interface KafkaOptions {
  /** How many brokers there should be. Default 3. */
  readonly brokers?: number;
  /** Messages that a consumer group may be behind. Default 10,000. */
  readonly lagAbove?: number;
}

const optionsSchema = z.strictObject({
  brokers: z.int().min(1).default(3),
  lagAbove: z.number().positive().default(10_000),
});

/**
 * Kafka, seen by kafka_exporter.
 *
 * @example uses: [kafka({ brokers: 5, lagAbove: 50_000 })]
 */
export function kafka(options: KafkaOptions = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { brokers: expected, lagAbove } = read.options;
  return catalogOf(
    {
      name: "kafka",
      source: "danielqsj/kafka_exporter 1.9, kafka_exporter.go",
      metrics: kafkaMetrics,
      slos: ({ lag }) => [
        timeSlices({
          name: "kafka-no-backlog",
          objective: "99.5",
          good: lag
            .sum({ by: ["consumergroup", "topic"] })
            .max()
            .below(lagAbove),
        }),
      ],
      alerts: ({ metrics: { brokers, underReplicated, lag, groupMembers }, name }) => [
        alert(name("KafkaBrokerDown"), {
          when: brokers.max().below(expected),
          for: "2m",
          deliverWithin: "5m",
          severity: "critical",
          summary: "Kafka has {{ $value }} brokers",
        }),
        alert(name("KafkaUnderReplicated"), {
          when: underReplicated.sum({ by: ["topic"] }).above(0),
          for: "10m",
          severity: "warning",
          summary: "{{ $value }} partitions of {{ $labels.topic }} lack a copy",
        }),
        alert(name("KafkaConsumersLag"), {
          when: lag.sum({ by: ["consumergroup", "topic"] }).above(lagAbove),
          for: "10m",
          severity: "warning",
          summary: "{{ $labels.consumergroup }} is {{ $value }} messages behind on {{ $labels.topic }}",
        }),
        alert(name("KafkaNoConsumers"), {
          when: groupMembers.max({ by: ["consumergroup"] }).below(1),
          for: "5m",
          deliverWithin: "8m",
          severity: "critical",
          summary: "Nobody reads for {{ $labels.consumergroup }}",
        }),
      ],
      rows: (m) => [
        row("Kafka", [
          panel("Consumers behind", {
            of: m.lag.sum({ by: ["consumergroup", "topic"] }),
            description: "Messages that a group has not read yet; add consumers, or look for one that fails.",
            limit: lagAbove,
          }),
          panel("Consumers", {
            of: m.groupMembers.max({ by: ["consumergroup"] }),
            description: "Members of each group.",
          }),
          panel("Messages written", {
            of: m.newestOffset.change("5m").sum({ by: ["topic"] }),
            description: "Messages in five minutes by topic.",
          }),
          panel("Brokers", { of: m.brokers.max(), description: "Brokers that answer." }),
          panel("Partitions that lack a copy", {
            of: m.underReplicated.sum({ by: ["topic"] }),
            description: "A broker that is slow or gone.",
          }),
          panel("Copies in step", {
            of: m.inSync.sum({ by: ["topic"] }).dividedBy(m.copies.sum({ by: ["topic"] })),
            description: "Below 100 % a failure may lose data.",
            unit: "ratio",
          }),
        ]),
      ],
    },
    kafka,
    read,
  );
}
