/**
 * Ready catalogs: metrics of well-known software as it exposes them, with objectives and alerts that suit it.
 *
 * @module
 * @example
 * import { postgres } from "crowsnest/catalogs";
 * defineService({ …, uses: [postgres()] });
 */
export type { UptimeOptions } from "./databases/answers.ts";
export * from "./databases/elasticsearch.ts";
export * from "./databases/mongodb.ts";
export * from "./databases/mysql.ts";
export * from "./databases/postgres.ts";
export * from "./databases/redis.ts";
export * from "./gateways/envoy.ts";
export * from "./gateways/ingress-nginx.ts";
export * from "./gateways/istio.ts";
export * from "./gateways/kong.ts";
export type { RequestOptions } from "./gateways/options.ts";
export * from "./gateways/traefik.ts";
export * from "./kubernetes/cadvisor.ts";
export * from "./kubernetes/kube-state.ts";
export * from "./kubernetes/kube-state-metrics.ts";
export * from "./kubernetes/kubelet.ts";
export * from "./kubernetes/node.ts";
export * from "./notifications/outbound.ts";
export * from "./probes/blackbox.ts";
export * from "./queues/kafka.ts";
export * from "./queues/rabbitmq.ts";
export * from "./runtimes/go.ts";
export * from "./runtimes/jvm.ts";
export * from "./runtimes/nodejs.ts";
export * from "./runtimes/opentelemetry.ts";
export { processMetrics } from "./runtimes/process.ts";
export * from "./runtimes/python.ts";
export * from "./storage/minio.ts";
