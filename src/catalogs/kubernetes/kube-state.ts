import { z } from "zod";
import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import { kubernetesNameSchema } from "../../definitions/common.ts";
import {
  alert,
  allOf,
  type Catalog,
  type Gauge,
  not,
  panel,
  rateInterval,
  row,
} from "../../definitions/index.ts";
import { kubeStateMetrics } from "./kube-state-metrics.ts";
import { causesOnly, ofContainer } from "./options.ts";

/** What {@link kubeState} takes. */
export interface KubeStateOptions {
  /** Name of what runs the service's pods, and what its Jobs begin with. Default: the service's name. */
  readonly workload?: string;
  /** What runs them. Default `"Deployment"`. */
  readonly kind?: "Deployment" | "StatefulSet" | "DaemonSet";
}

const optionsSchema = z.strictObject({
  workload: kubernetesNameSchema.optional(),
  kind: z.enum(["Deployment", "StatefulSet", "DaemonSet"]).default("Deployment"),
});

/**
 * The pods of a service, and what runs them, as kube-state-metrics says. Its pods are those that Prometheus scrapes
 * for it; its replicas and Jobs are found by name.
 *
 * @example uses: [kubeState({ workload: "orders-db", kind: "StatefulSet" })]
 */
export function kubeState(options: KubeStateOptions = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { workload, kind } = read.options;
  const { label, wanted, there } = WORKLOADS[kind];
  const { podPhase, podReady, restarts, waiting, terminated, jobFailed } = kubeStateMetrics;
  return catalogOf(
    {
      name: "kubeState",
      source: "kube-state-metrics 2.17, docs/metrics",
      metrics: {
        podPhase,
        podReady,
        restarts,
        waiting,
        terminated,
        jobFailed,
        wanted,
        there,
      },
      slos: causesOnly,
      alerts: ({ metrics: m, name, service }) => [
        alert(name("PodCrashLoops"), {
          // The reason comes and goes with each attempt.
          when: m.waiting.where({ reason: "CrashLoopBackOff" }).maxOver("5m").max(ofContainer).above(0),
          for: "5m",
          severity: "warning",
          summary: "{{ $labels.container }} in pod {{ $labels.pod }} fails again and again",
          description:
            "Kubernetes waits longer before each new attempt. Its log before the last end says why.",
        }),
        alert(name("ContainerOutOfMemory"), {
          // The kernel's own counter goes with the container that was killed.
          when: allOf(
            m.restarts.increase("10m").sum(ofContainer).above(0),
            m.terminated.where({ reason: "OOMKilled" }).max(ofContainer).above(0),
          ),
          severity: "warning",
          summary:
            "{{ $labels.container }} in pod {{ $labels.pod }} was killed: its memory limit was reached",
          description: "Raise the limit, or look for what the container keeps.",
        }),
        alert(name("ContainerWaits"), {
          when: m.waiting
            .where({ reason: not("CrashLoopBackOff") })
            .max({ by: ["pod", "container", "reason"] })
            .above(0),
          for: "15m",
          severity: "warning",
          summary: "{{ $labels.container }} in pod {{ $labels.pod }} does not start: {{ $labels.reason }}",
        }),
        alert(name("PodNotReady"), {
          when: m.podReady
            .where({ condition: "true" })
            .min({ by: ["pod"] })
            .below(1),
          for: "15m",
          severity: "warning",
          summary: "Pod {{ $labels.pod }} has not been ready for a quarter of an hour",
        }),
        alert(name("ReplicasMissing"), {
          // Of no replicas none is missing: 0 / 0 is below nothing.
          when: m.there
            .where({ [label]: workload ?? service })
            .max({ by: [label] })
            .dividedBy(m.wanted.where({ [label]: workload ?? service }).max({ by: [label] }))
            .below("100%"),
          for: "15m",
          severity: "warning",
          summary: `{{ $value | humanizePercentage }} of the replicas of ${workload ?? service} are there`,
          description: "Pods may be missing that no node has room for: ask for the events of the workload.",
        }),
        alert(name("JobFailed"), {
          when: m.jobFailed
            .where({ job_name: jobsOf(workload ?? service), condition: "true" })
            .max({ by: ["job_name"] })
            .above(0),
          severity: "warning",
          summary: "Job {{ $labels.job_name }} has failed for good",
          description: "It is told of as long as the Job is there: delete it when it was looked at.",
        }),
      ],
      rows: (m, service) => [
        row("Pods", [
          panel("Replicas", {
            of: {
              wanted: m.wanted.where({ [label]: workload ?? service }).max({ by: [label] }),
              there: m.there.where({ [label]: workload ?? service }).max({ by: [label] }),
            },
            description: "When fewer are there than wanted, pods do not start or are not ready.",
          }),
          panel("Pods by phase", {
            of: m.podPhase.sum({ by: ["phase"] }),
            description: "Pods that stay pending find no node with room for them.",
          }),
          panel("Pods ready", {
            of: m.podReady.where({ condition: "true" }).min({ by: ["pod"] }),
            description: "1 when the pod is sent requests.",
          }),
          panel("Restarts", {
            of: m.restarts.increase(rateInterval).sum(ofContainer),
            description: "Each is a container that ended, by itself or because it was killed.",
          }),
          panel("Containers that wait", {
            of: m.waiting.max({ by: ["pod", "container", "reason"] }),
            description: "Why a container does not run yet.",
          }),
          panel("Last ends", {
            of: m.terminated.max({ by: ["pod", "container", "reason"] }),
            description: "Why containers ended the last time; OOMKilled is the memory limit.",
          }),
          panel("Failed Jobs", {
            of: m.jobFailed
              .where({ job_name: jobsOf(workload ?? service), condition: "true" })
              .max({ by: ["job_name"] }),
            description: "Jobs that Kubernetes has given up.",
          }),
        ]),
      ],
    },
    kubeState,
    read,
  );
}

type WorkloadLabel = "deployment" | "statefulset" | "daemonset";

/** How many pods each kind of workload wants, and how many are ready. */
const WORKLOADS: Readonly<
  Record<
    NonNullable<KubeStateOptions["kind"]>,
    {
      readonly label: WorkloadLabel;
      readonly wanted: Gauge<WorkloadLabel>;
      readonly there: Gauge<WorkloadLabel>;
    }
  >
> = {
  Deployment: {
    label: "deployment",
    wanted: kubeStateMetrics.replicas,
    there: kubeStateMetrics.replicasAvailable,
  },
  StatefulSet: {
    label: "statefulset",
    wanted: kubeStateMetrics.statefulReplicas,
    there: kubeStateMetrics.statefulReady,
  },
  DaemonSet: {
    label: "daemonset",
    wanted: kubeStateMetrics.daemonDesired,
    there: kubeStateMetrics.daemonReady,
  },
};

/** Jobs by the name of what they belong to; those of a CronJob add the time. */
function jobsOf(workload: string): RegExp {
  return new RegExp(`${workload.replaceAll(".", "\\.")}(-.+)?`);
}
