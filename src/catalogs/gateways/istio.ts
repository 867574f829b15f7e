import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import { kubernetesNameSchema } from "../../definitions/common.ts";
import {
  alert,
  allOf,
  availability,
  type Catalog,
  counter,
  histogram,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { type RequestOptions, requestOptionsSchema } from "./options.ts";

/** Calls a second below which a share means little: one in ten seconds. */
const FEWEST_CALLS = 0.1;

const labels = [
  "reporter",
  "source_workload",
  "source_workload_namespace",
  "destination_workload",
  "destination_workload_namespace",
  "destination_service",
  "destination_service_name",
  "destination_service_namespace",
  "request_protocol",
  "response_code",
  "response_flags",
  "grpc_response_status",
  "connection_security_policy",
] as const;
const reporter = ["source", "destination", "waypoint"] as const;

/** No healthy upstream, connection failed, overflow, retries used up, no route, no cluster: no workload answered. */
const NOT_ARRIVED = /(.+,)?(UH|UF|UO|URX|NR|NC)(,.+)?/;

/** Istio's standard metrics, as its proxies expose them; durations are in milliseconds. */
export const istioMetrics = {
  requests: counter("istio_requests_total", { labels, values: { reporter } }),
  duration: histogram("istio_request_duration_milliseconds", {
    labels,
    values: { reporter },
    buckets: [
      0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000,
      1_800_000, 3_600_000,
    ],
  }),
};

const optionsSchema = requestOptionsSchema
  .omit({ latencyObjective: true })
  .extend({ workload: kubernetesNameSchema });

/**
 * Istio's view of the requests to a workload, as the workload's own side reports them.
 *
 * @example uses: [istio({ workload: "checkout" })]
 */
export function istio(
  options: Omit<RequestOptions, "latencyObjective"> & { readonly workload: string },
): Catalog {
  const read = readOptions(optionsSchema, options, { workload: "workload" });
  const { workload, objective } = read.options;
  return catalogOf(
    {
      name: "istio",
      source: "Istio 1.27, standard metrics of the Telemetry API",
      metrics: istioMetrics,
      slos: ({ requests }) => [
        availability({
          name: "istio-availability",
          objective,
          total: requests.where({ reporter: "destination", destination_workload: workload }),
          bad: { response_code: /5../ },
        }),
      ],
      alerts: ({ metrics: { requests }, name }) => {
        const asked = requests.where({ reporter: "source", source_workload: workload });
        const by = { by: ["destination_service_name"] } as const;
        return [
          alert(name("IstioCallsDoNotArrive"), {
            when: allOf(
              asked.where({ response_flags: NOT_ARRIVED }).shareOf(asked, "5m", by).above("5%"),
              asked.rate("5m").sum(by).above(FEWEST_CALLS),
            ),
            for: "5m",
            severity: "warning",
            summary:
              "{{ $value | humanizePercentage }} of the calls to {{ $labels.destination_service_name }} reach nobody",
            description:
              "The proxy of this workload finds no healthy upstream or no route; the flags of the answers say which.",
          }),
        ];
      },
      rows: (m) => [
        row("Istio", [
          panel("Requests by source", {
            of: m.requests.rate(rateInterval).sum({ by: ["source_workload"] }),
            description: "Who calls, and how much.",
          }),
          panel("Answers by code", {
            of: m.requests.rate(rateInterval).sum({ by: ["destination_workload", "response_code"] }),
            description: "5xx are errors of the workload, flags tell those of the mesh.",
          }),
          panel("p99 by destination", {
            of: m.duration.quantile(0.99, rateInterval, { by: ["destination_workload"] }),
            description: "Time under which 99 of 100 requests stay.",
          }),
        ]),
      ],
    },
    istio,
    read,
  );
}
