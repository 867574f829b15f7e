import { alert, counter, dashboardFile, defineService, gauge, info, kubernetes, timeSlices } from "crowsnest";
import { platformTeam } from "../teams.ts";

/** RabbitMQ, with the metrics that its own plugin gives for each queue. */
export const orderEvents = defineService({
  name: "order-events",
  displayName: "Order events",
  description: "Message queue between checkout and those that act on an order.",
  component: "queue",
  team: platformTeam,
  tier: "critical",
  runsOn: kubernetes({
    namespace: "data",
    selector: { "app.kubernetes.io/name": "order-events" },
    metricsPort: "prometheus",
    metricsPath: "/metrics/per-object",
  }),
  metrics: {
    ready: gauge("rabbitmq_queue_messages_ready", {
      labels: ["vhost", "queue"],
      help: "Messages that wait.",
    }),
    consumers: gauge("rabbitmq_queue_consumers", { labels: ["vhost", "queue"] }),
    received: counter("rabbitmq_global_messages_received_total", { labels: ["protocol"] }),
    unroutable: counter("rabbitmq_global_messages_unroutable_dropped_total", { labels: ["protocol"] }),
    memoryAlarm: gauge("rabbitmq_alarms_memory_used_watermark", { help: "1 when publishers are held back." }),
    diskAlarm: gauge("rabbitmq_alarms_free_disk_space_watermark", {
      help: "1 when publishers are held back.",
    }),
    build: info("rabbitmq_build_info", {
      labels: [
        "rabbitmq_version",
        "prometheus_client_version",
        "prometheus_plugin_version",
        "erlang_version",
      ],
    }),
  },
  slos: ({ ready }) => [
    timeSlices({
      name: "no-backlog",
      objective: "99.5",
      good: ready.sum().below(5_000),
      description: "What happened is acted on soon: few messages wait.",
    }),
  ],
  alerts: ({ ready, consumers, unroutable, memoryAlarm, diskAlarm }) => [
    alert("OrderEventsBacklog", {
      when: ready.sum({ by: ["queue"] }).above(10_000),
      for: "10m",
      severity: "warning",
      summary: "{{ $value }} messages wait in {{ $labels.queue }}",
    }),
    alert("OrderEventsNoConsumer", {
      when: consumers
        .where({ queue: /orders\..+/ })
        .sum({ by: ["queue"] })
        .below(1),
      for: "5m",
      deliverWithin: "6m",
      severity: "critical",
      summary: "Nobody reads {{ $labels.queue }}",
      description: "Orders are taken but nothing is done about them. Check the consumers' pods.",
    }),
    alert("OrderEventsUnroutable", {
      when: unroutable.increase("10m").sum().above(0),
      severity: "warning",
      summary: "Messages were dropped: no queue is bound for them",
    }),
    alert("OrderEventsMemoryAlarm", {
      when: memoryAlarm.max().atLeast(1),
      severity: "critical",
      summary: "The queue is out of memory and takes no message",
    }),
    alert("OrderEventsDiskAlarm", {
      when: diskAlarm.max().atLeast(1),
      severity: "critical",
      summary: "The queue is out of disk and takes no message",
    }),
  ],
  logs: { format: "json" },
  links: [{ title: "Management", url: "https://rabbitmq.shop.example/" }],
  // Made in Grafana by whoever runs RabbitMQ, and exported from there.
  dashboards: [dashboardFile("dashboards/queues.json")],
  runbooks: "https://runbooks.shop.example/order-events",
});
