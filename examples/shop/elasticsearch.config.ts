import { defineEnvironment, defineWorkspace, elk, kubeconfig, s3Backend } from "crowsnest";
import workspace from "./crowsnest.config.ts";

/** The whole Elastic Stack on three nodes, and two for what is older than a week. */
const production = defineEnvironment({
  name: "production",
  cluster: kubeconfig({ context: "shop-production" }),
  backend: s3Backend({ bucket: "shop-terraform-state", region: "eu-central-1", prefix: "crowsnest-elk/" }),
  platform: {
    logs: elk({
      retention: "30d",
      url: "https://elasticsearch.shop.example",
      hot: { nodes: 3, memory: "16Gi", storage: { size: "500Gi", className: "ssd" } },
      warm: { nodes: 2, storage: { size: "2Ti" } },
      kibana: {
        url: "https://kibana.shop.example",
        ingress: { className: "nginx", tlsSecret: "kibana-tls" },
      },
      certificateSecret: "elasticsearch-certificate",
    }),
  },
});

/** The same shop with its logs in Elasticsearch: no service and no team knows where lines are kept. */
export default defineWorkspace({ ...workspace, environments: [production] });
