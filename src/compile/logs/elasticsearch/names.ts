import { kubernetesName } from "../../../workspace/index.ts";

/** What OpenTelemetry's exporter adds to a data set that it writes in OpenTelemetry's own shape. */
const SHAPE = "otel";

/**
 * A part of a data stream's name, in which a dash would begin the next part. Names of services and environments have
 * no underscore, so that no two become one.
 *
 * Source: https://www.elastic.co/docs/reference/ecs/ecs-data_stream
 */
export function streamPart(name: string): string {
  return name.replaceAll("-", "_");
}

/** Data stream of a service's lines, such as `logs-checkout.otel-production`. */
export function dataStream(environment: string, service: string): string {
  return `logs-${streamPart(service)}.${SHAPE}-${streamPart(environment)}`;
}

/** Every data stream of lines in an environment. */
export function allStreams(environment: string): string {
  return `logs-*.${SHAPE}-${streamPart(environment)}`;
}

/** Name of what Elasticsearch holds for an environment's logs. */
export function elasticsearchName(environment: string, ...path: readonly string[]): string {
  return kubernetesName("crowsnest", environment, ...path);
}
