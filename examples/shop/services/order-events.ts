import { alert, dashboardFile, defineService, kubernetes } from "crowsnest";
import { kubeletVolumes, kubeState, rabbitmq, rabbitmqMetrics } from "crowsnest/catalogs";
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
  uses: [rabbitmq({ backlogAbove: 5_000 }), kubeState({ kind: "StatefulSet" }), kubeletVolumes()],
  metrics: { consumers: rabbitmqMetrics.consumers },
  alerts: ({ consumers }) => [
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
  ],
  logs: { format: "json" },
  links: [{ title: "Management", url: "https://rabbitmq.shop.example/" }],
  // Made in Grafana by whoever runs RabbitMQ, and exported from there.
  dashboards: [dashboardFile("dashboards/queues.json")],
  runbooks: "https://runbooks.shop.example/order-events",
});
