import { defineEnvironment, filesystem, kubeconfig, loki, s3, s3Backend } from "crowsnest";

/** Everything once: enough to try a change on. */
export const staging = defineEnvironment({
  name: "staging",
  cluster: kubeconfig({ context: "shop-staging" }),
  backend: s3Backend({ bucket: "shop-terraform-state", region: "eu-central-1", prefix: "crowsnest/" }),
  platform: {
    prometheus: { replicas: 1, storage: { size: "50Gi" } },
    alertmanager: { replicas: 1 },
    grafana: { url: "https://grafana.staging.shop.example" },
    logs: loki({ storage: filesystem({ size: "20Gi" }), retention: "7d" }),
  },
});

/** Two of everything that must not fail, and logs in object storage. */
export const production = defineEnvironment({
  name: "production",
  cluster: kubeconfig({ context: "shop-production" }),
  backend: s3Backend({ bucket: "shop-terraform-state", region: "eu-central-1", prefix: "crowsnest/" }),
  platform: {
    prometheus: { replicas: 2, retentionSize: "180GB" },
    logs: loki({
      replicas: 3,
      storage: s3({ bucket: "shop-production-logs", region: "eu-central-1" }),
      retention: "30d",
    }),
  },
});
