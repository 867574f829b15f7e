import { z } from "zod";
import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  alert,
  type Catalog,
  counter,
  gauge,
  info,
  panel,
  rateInterval,
  row,
  timeSlices,
} from "../../definitions/index.ts";

const queue = { labels: ["vhost", "queue"] } as const;

/** Metrics of RabbitMQ's own plugin at `/metrics/per-object`. */
export const rabbitmqMetrics = {
  ready: gauge("rabbitmq_queue_messages_ready", { ...queue, help: "Messages that wait." }),
  unacknowledged: gauge("rabbitmq_queue_messages_unacked", queue),
  messages: gauge("rabbitmq_queue_messages", queue),
  consumers: gauge("rabbitmq_queue_consumers", queue),
  connections: gauge("rabbitmq_connections"),
  channels: gauge("rabbitmq_channels"),
  received: counter("rabbitmq_global_messages_received_total", { labels: ["protocol"] }),
  unroutable: counter("rabbitmq_global_messages_unroutable_dropped_total", { labels: ["protocol"] }),
  memory: gauge("rabbitmq_process_resident_memory_bytes"),
  memoryLimit: gauge("rabbitmq_resident_memory_limit_bytes"),
  diskFree: gauge("rabbitmq_disk_space_available_bytes"),
  fileDescriptors: gauge("rabbitmq_process_open_fds"),
  fileDescriptorLimit: gauge("rabbitmq_process_max_fds"),
  memoryAlarm: gauge("rabbitmq_alarms_memory_used_watermark", { help: "1 when publishers are held back." }),
  diskAlarm: gauge("rabbitmq_alarms_free_disk_space_watermark", { help: "1 when publishers are held back." }),
  build: info("rabbitmq_build_info", {
    labels: [
      "rabbitmq_version",
      "prometheus_client_version",
      "prometheus_plugin_version",
      "erlang_version",
      "product_name",
      "product_version",
    ],
  }),
};

const optionsSchema = z.strictObject({ backlogAbove: z.number().positive().default(10_000) });

/**
 * RabbitMQ with its Prometheus plugin.
 *
 * @example uses: [rabbitmq({ backlogAbove: 50_000 })]
 */
export function rabbitmq(options: { readonly backlogAbove?: number } = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { backlogAbove } = read.options;
  return catalogOf(
    {
      name: "rabbitmq",
      source: "RabbitMQ 4.1, deps/rabbitmq_prometheus",
      metrics: rabbitmqMetrics,
      slos: ({ ready }) => [
        timeSlices({
          name: "rabbitmq-no-backlog",
          objective: "99.5",
          good: ready
            .sum({ by: ["vhost", "queue"] })
            .max()
            .below(backlogAbove),
        }),
      ],
      alerts: ({ metrics: { ready, unroutable, memoryAlarm, diskAlarm }, name }) => [
        alert(name("RabbitmqBacklog"), {
          when: ready.sum({ by: ["vhost", "queue"] }).above(backlogAbove),
          for: "10m",
          severity: "warning",
          summary: "{{ $value }} messages wait in {{ $labels.queue }}",
        }),
        alert(name("RabbitmqUnroutable"), {
          when: unroutable.increase("10m").sum().above(0),
          severity: "warning",
          summary: "Messages were dropped: no queue is bound for them",
        }),
        alert(name("RabbitmqMemoryAlarm"), {
          when: memoryAlarm.max().atLeast(1),
          severity: "critical",
          summary: "RabbitMQ is out of memory and takes no message",
        }),
        alert(name("RabbitmqDiskAlarm"), {
          when: diskAlarm.max().atLeast(1),
          severity: "critical",
          summary: "RabbitMQ is out of disk and takes no message",
        }),
      ],
      rows: (m) => [
        row("RabbitMQ", [
          panel("Messages that wait", {
            of: m.ready.sum({ by: ["vhost", "queue"] }),
            description: "When it grows, consumers are too slow or gone.",
            limit: backlogAbove,
          }),
          panel("Messages without an answer", {
            of: m.unacknowledged.sum({ by: ["vhost", "queue"] }),
            description: "Handed to consumers that have not said that they are done.",
          }),
          panel("Consumers", {
            of: m.consumers.sum({ by: ["vhost", "queue"] }),
            description: "Who reads each queue.",
          }),
          panel("Messages received", {
            of: m.received.rate(rateInterval).sum({ by: ["protocol"] }),
            description: "Messages a second.",
            unit: "messages/second",
          }),
          panel("Messages dropped", {
            of: m.unroutable.rate(rateInterval).sum({ by: ["protocol"] }),
            description: "No queue was bound for them.",
            unit: "messages/second",
          }),
          panel("Connections and channels", {
            of: { connections: m.connections.sum(), channels: m.channels.sum() },
            description: "Channels that only grow are leaked by a client.",
          }),
          panel("Memory", {
            of: m.memory.max({ by: ["instance"] }).dividedBy(m.memoryLimit.max({ by: ["instance"] })),
            description: "At 100 % publishers are held back.",
            unit: "ratio",
          }),
          panel("Disk left", {
            of: m.diskFree.min({ by: ["instance"] }),
            description: "Below its limit publishers are held back.",
          }),
          panel("File descriptors", {
            of: m.fileDescriptors
              .max({ by: ["instance"] })
              .dividedBy(m.fileDescriptorLimit.max({ by: ["instance"] })),
            description: "At 100 % no connection is taken.",
            unit: "ratio",
          }),
        ]),
      ],
    },
    rabbitmq,
    read,
  );
}
