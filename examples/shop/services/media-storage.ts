import { alert, availability, counter, defineService, gauge, kubernetes } from "crowsnest";
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
  metrics: {
    requests: counter("minio_s3_requests_total", { labels: ["api", "server"] }),
    errors: counter("minio_s3_requests_5xx_errors_total", { labels: ["api", "server"] }),
    free: gauge("minio_cluster_capacity_usable_free_bytes"),
    capacity: gauge("minio_cluster_capacity_usable_total_bytes"),
    offlineDrives: gauge("minio_cluster_drive_offline_total", { help: "Drives that do not answer." }),
  },
  slos: ({ requests, errors }) => [availability({ objective: "99.9", total: requests, bad: errors })],
  alerts: ({ free, capacity, offlineDrives }) => [
    alert("MediaStorageDriveOffline", {
      when: offlineDrives.max().above(0),
      for: "5m",
      severity: "warning",
      summary: "{{ $value }} drives of object storage do not answer",
      description: "Data is safe while fewer drives are lost than there are parity blocks. Replace it today.",
    }),
    alert("MediaStorageSpaceLow", {
      when: free.min().dividedBy(capacity.max()).below(0.1),
      for: "15m",
      deliverWithin: "20m",
      severity: "critical",
      summary: "Object storage is nearly full: {{ $value | humanizePercentage }} is left",
    }),
  ],
  logs: { format: "json" },
  links: [{ title: "Console", url: "https://minio.shop.example/" }],
  runbooks: "https://runbooks.shop.example/media-storage",
});
