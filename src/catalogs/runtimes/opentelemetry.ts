import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import {
  type Alert,
  alert,
  allOf,
  availability,
  type Catalog,
  type CounterHandle,
  gauge,
  type HistogramHandle,
  histogram,
  latency,
  type Panel,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { requestOptionsSchema } from "../gateways/options.ts";

/** The types of errors that are the server's own, or those of a call that it never answered. */
const NOT_ANSWERED = /5..|[^0-9].*/;
/** Unknown, deadline exceeded, unimplemented, internal, unavailable, data loss. */
const SERVER_ERRORS = ["2", "4", "12", "13", "14", "15"] as const;
/** Calls a second below which a share means little: one in ten seconds. */
const FEWEST_CALLS = 0.1;
/** Buckets that the HTTP conventions advise. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] as const;
/** Buckets of an SDK that is told nothing, which are meant for milliseconds. */
const rpcBuckets = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 7_500, 10_000] as const;

/** The stable HTTP conventions of OpenTelemetry, under the names that Prometheus gets. */
export const otelHttpMetrics = {
  served: histogram("http_server_request_duration_seconds", {
    labels: [
      "http_request_method",
      "http_route",
      "http_response_status_code",
      "error_type",
      "network_protocol_version",
      "url_scheme",
    ],
    buckets,
  }),
  active: gauge("http_server_active_requests", { labels: ["http_request_method", "url_scheme"] }),
  asked: histogram("http_client_request_duration_seconds", {
    labels: [
      "http_request_method",
      "http_response_status_code",
      "error_type",
      "server_address",
      "server_port",
    ],
    buckets,
  }),
};

/** The RPC conventions of OpenTelemetry, under the names that Prometheus gets; durations are in milliseconds. */
export const otelRpcMetrics = {
  served: histogram("rpc_server_duration_milliseconds", {
    labels: ["rpc_system", "rpc_service", "rpc_method", "rpc_grpc_status_code"],
    buckets: rpcBuckets.slice(1),
  }),
  asked: histogram("rpc_client_duration_milliseconds", {
    labels: ["rpc_system", "rpc_service", "rpc_method", "rpc_grpc_status_code", "server_address"],
    buckets: rpcBuckets.slice(1),
  }),
};

/** What {@link otelHttp} takes. */
export interface OtelHttpOptions {
  /** Percentage of requests that are answered without a server error. Default `"99.9"`. */
  readonly objective?: string;
  /** Percentage of requests that are answered within half a second. Default `"99"`. */
  readonly latencyObjective?: string;
}

/**
 * A service that serves HTTP under OpenTelemetry's conventions.
 *
 * @example uses: [otelHttp()]
 */
export function otelHttp(options: OtelHttpOptions = {}): Catalog {
  const read = readOptions(requestOptionsSchema, options);
  const { objective, latencyObjective } = read.options;
  return catalogOf(
    {
      name: "otelHttp",
      source: "OpenTelemetry semantic conventions 1.37, HTTP metrics (stable)",
      metrics: otelHttpMetrics,
      slos: ({ served }) => [
        latency({ name: "http-latency", objective: latencyObjective, of: served, within: "500ms" }),
        availability({
          name: "http-availability",
          objective,
          total: served.count(),
          bad: { http_response_status_code: /5../ },
        }),
      ],
      alerts: ({ metrics: { asked }, name }) => [
        callsFail(name("HttpCallsFail"), asked.count(), asked.count().where({ error_type: NOT_ANSWERED })),
      ],
      rows: ({ served, asked }) => [row("HTTP", [...callPanels(served, "http_route", asked)])],
    },
    otelHttp,
    read,
  );
}

const rpcOptionsSchema = requestOptionsSchema.omit({ latencyObjective: true });

/**
 * A service that serves RPC under OpenTelemetry's conventions.
 *
 * @example uses: [otelRpc()]
 */
export function otelRpc(options: { readonly objective?: string } = {}): Catalog {
  const read = readOptions(rpcOptionsSchema, options);
  const { objective } = read.options;
  return catalogOf(
    {
      name: "otelRpc",
      source: "OpenTelemetry semantic conventions 1.37, RPC metrics (development)",
      metrics: otelRpcMetrics,
      slos: ({ served }) => [
        availability({
          name: "rpc-availability",
          objective,
          total: served.count(),
          bad: { rpc_grpc_status_code: SERVER_ERRORS },
        }),
      ],
      alerts: ({ metrics: { asked }, name }) => [
        callsFail(
          name("RpcCallsFail"),
          asked.count(),
          asked.count().where({ rpc_grpc_status_code: SERVER_ERRORS }),
        ),
      ],
      rows: ({ served, asked }) => [row("RPC", [...callPanels(served, "rpc_method", asked)])],
    },
    otelRpc,
    read,
  );
}

/** An alert on what a service asks of another and does not get; its own answers are what its objectives are about. */
function callsFail<Label extends string>(
  name: string,
  calls: CounterHandle<Label | "server_address">,
  failed: CounterHandle<Label | "server_address">,
): Alert {
  const by = { by: ["server_address"] } as const;
  return alert(name, {
    when: allOf(failed.shareOf(calls, "5m", by).above("10%"), calls.rate("5m").sum(by).above(FEWEST_CALLS)),
    for: "5m",
    severity: "warning",
    summary: "{{ $value | humanizePercentage }} of the calls to {{ $labels.server_address }} fail",
    description:
      "The other side fails or cannot be reached; whether users feel it, the service's own objectives say.",
  });
}

/** What a service serves and what it asks of others, how much and how fast. */
function callPanels<Served extends string, Asked extends string>(
  served: HistogramHandle<Served>,
  what: NoInfer<Served>,
  asked: HistogramHandle<Asked | "server_address">,
): readonly Panel[] {
  return [
    panel("Served", {
      of: served.rate(rateInterval).sum({ by: [what] }),
      description: "Requests a second.",
      unit: "requests/second",
    }),
    panel("p99 of what is served", {
      of: served.quantile(0.99, rateInterval, { by: [what] }),
      description: "Time under which 99 of 100 requests stay.",
    }),
    panel("Asked of others", {
      of: asked.rate(rateInterval).sum({ by: ["server_address"] }),
      description: "Requests a second to each server.",
      unit: "requests/second",
    }),
    panel("p99 of what is asked", {
      of: asked.quantile(0.99, rateInterval, { by: ["server_address"] }),
      description: "A slow server here makes this service slow.",
    }),
  ];
}
