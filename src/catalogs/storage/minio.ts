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
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { objectiveSchema } from "../../definitions/slo.ts";

/** Metrics of MinIO's `/minio/v2/metrics/cluster`. */
export const minioMetrics = {
  requests: counter("minio_s3_requests_total", { labels: ["api", "server"] }),
  serverErrors: counter("minio_s3_requests_5xx_errors_total", { labels: ["api", "server"] }),
  clientErrors: counter("minio_s3_requests_4xx_errors_total", { labels: ["api", "server"] }),
  firstByte: histogram("minio_s3_requests_ttfb_seconds_distribution", {
    labels: ["api", "server"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  }),
  sent: counter("minio_s3_traffic_sent_bytes", { labels: ["server"] }),
  received: counter("minio_s3_traffic_received_bytes", { labels: ["server"] }),
  free: gauge("minio_cluster_capacity_usable_free_bytes"),
  capacity: gauge("minio_cluster_capacity_usable_total_bytes"),
  offlineDrives: gauge("minio_cluster_drive_offline_total"),
  onlineDrives: gauge("minio_cluster_drive_online_total"),
  offlineNodes: gauge("minio_cluster_nodes_offline_total"),
  healthy: gauge("minio_cluster_health_status"),
};

const optionsSchema = z.strictObject({ objective: objectiveSchema.default("99.9") });

/**
 * S3 through MinIO.
 *
 * @example uses: [minio({ objective: "99.95" })]
 */
export function minio(options: { readonly objective?: string } = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { objective } = read.options;
  return catalogOf(
    {
      name: "minio",
      source: "MinIO RELEASE.2025-04, cmd/metrics-v2.go",
      metrics: minioMetrics,
      slos: ({ requests, serverErrors }) => [
        availability({ name: "minio-availability", objective, total: requests, bad: serverErrors }),
      ],
      alerts: ({ metrics: { offlineDrives, offlineNodes, free, capacity }, name }) => [
        alert(name("MinioDriveOffline"), {
          when: offlineDrives.max().above(0),
          for: "5m",
          severity: "warning",
          summary: "{{ $value }} drives of object storage do not answer",
        }),
        alert(name("MinioNodeOffline"), {
          when: offlineNodes.max().above(0),
          for: "5m",
          deliverWithin: "8m",
          severity: "critical",
          summary: "{{ $value }} nodes of object storage do not answer",
        }),
        alert(name("MinioSpaceLow"), {
          when: free.min().dividedBy(capacity.max()).below("10%"),
          for: "15m",
          deliverWithin: "18m",
          severity: "critical",
          summary: "Object storage is nearly full: {{ $value | humanizePercentage }} is left",
        }),
      ],
      rows: (m) => [
        row("Object storage", [
          panel("Requests by operation", {
            of: m.requests.rate(rateInterval).sum({ by: ["api"] }),
            description: "Requests a second.",
          }),
          panel("Errors by operation", {
            of: {
              server: m.serverErrors.rate(rateInterval).sum({ by: ["api"] }),
              client: m.clientErrors.rate(rateInterval).sum({ by: ["api"] }),
            },
            description: "Errors a second, by whose they are.",
            unit: "requests/second",
          }),
          panel("Time to the first byte", {
            of: m.firstByte.quantile(0.99, rateInterval, { by: ["api"] }),
            description: "Time under which 99 of 100 requests get their first byte.",
          }),
          panel("Traffic", {
            of: { sent: m.sent.rate(rateInterval).sum(), received: m.received.rate(rateInterval).sum() },
            description: "Bytes a second.",
          }),
          panel("Space left", {
            of: m.free.min().dividedBy(m.capacity.max()),
            description: "Below 10 % order drives.",
            unit: "ratio",
          }),
          panel("Space left in a day", {
            of: m.free.forecast("6h", 86_400).min(),
            description:
              "What is left in a day, if it goes on as in the last six hours; below 0 it is full by then.",
          }),
          panel("Drives", {
            of: { online: m.onlineDrives.max(), offline: m.offlineDrives.max() },
            description: "Data is safe while fewer are lost than there are parity blocks.",
          }),
          panel("Nodes offline", { of: m.offlineNodes.max(), description: "Nodes that do not answer." }),
        ]),
      ],
    },
    minio,
    read,
  );
}
