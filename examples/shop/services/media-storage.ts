import { defineService, kubernetes } from "crowsnest";
import { kubeletVolumes, minio } from "crowsnest/catalogs";
import { platformTeam } from "../teams.ts";

/** MinIO, with the metrics of its v2 endpoint for the cluster. */
export const mediaStorage = defineService({
  name: "media-storage",
  displayName: "Media storage",
  description: "Object storage for pictures and documents.",
  component: "storage",
  team: platformTeam,
  runsOn: kubernetes({
    namespace: "data",
    selector: { "v1.min.io/tenant": "media" },
    metricsPort: "http-minio",
    metricsPath: "/minio/v2/metrics/cluster",
    scrapeInterval: "1m",
  }),
  uses: [minio(), kubeletVolumes()],
  logs: { format: "json" },
  links: [{ title: "Console", url: "https://minio.shop.example/" }],
  runbooks: "https://runbooks.shop.example/media-storage",
});
