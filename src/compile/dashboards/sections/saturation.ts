import {
  divide,
  equals,
  increase,
  type Matcher,
  max,
  type PromqlExpr,
  rate,
  selector,
  sum,
} from "../../../query/promql/index.ts";
import { ofClaims, ofPods } from "../../service-series.ts";
import type { ServiceContext } from "../context.ts";
import type { PanelDraft, RowDraft } from "../model.ts";
import { prometheusQueries, RATE_INTERVAL } from "../query.ts";
import { limits } from "../thresholds.ts";

const POD = { by: ["namespace", "pod"] } as const;
/** What has no name of a container is the pod's own sum, or what only keeps its network open. */
const OF_CONTAINERS: readonly Matcher[] = [{ label: "container", operator: "!=", value: "" }];
const CLAIM = { by: ["namespace", "persistentvolumeclaim"] } as const;
/** Above this share a volume should be enlarged. */
const MUCH_USED = 0.9;
/** Above this share of throttled periods, requests wait for the CPU. */
const MUCH_THROTTLED = 0.25;

/** How full the service's pods are, as the cluster says it: what every service has, whatever it exposes itself. */
export function saturationSection(context: ServiceContext): RowDraft {
  return {
    key: "row/saturation",
    title: "Saturation",
    panels: [cpu(context), throttled(context), memory(context), restarts(context), volumes(context)],
  };
}

function cpu(context: ServiceContext): PanelDraft {
  const used = sum(rate(container(context, "container_cpu_usage_seconds_total"), RATE_INTERVAL), POD);
  return panel(context, "cpu", {
    title: "CPU by pod",
    description:
      "Cores that each pod uses, and the limit of a pod where there is one. One pod far above the others has more than its share of the work; all of them near the limit need more pods or a higher limit.",
    unit: "none",
    lines: [
      { expr: ofPods(used, context.raw), legend: "{{pod}}" },
      { expr: limitOf(context, "cpu"), legend: "limit" },
    ],
  });
}

function throttled(context: ServiceContext): PanelDraft {
  const periods = (name: string) => sum(rate(container(context, name), RATE_INTERVAL), POD);
  const share = divide(
    periods("container_cpu_cfs_throttled_periods_total"),
    periods("container_cpu_cfs_periods_total"),
  );
  return panel(context, "throttled", {
    title: "CPU throttled",
    description:
      "Share of the time slices in which a pod had to wait, because its limit was used up. Above a quarter (the dashed line) requests are slow for no other reason; pods without a limit have no line.",
    unit: "percentunit",
    limit: MUCH_THROTTLED,
    lines: [{ expr: ofPods(share, context.raw), legend: "{{pod}}" }],
  });
}

function memory(context: ServiceContext): PanelDraft {
  const used = sum(container(context, "container_memory_working_set_bytes"), POD);
  return panel(context, "memory", {
    title: "Memory by pod",
    description:
      "Memory that the kernel cannot take back from each pod, and the limit of a pod where there is one. At the limit the pod is killed; a line that only grows is a leak.",
    unit: "bytes",
    lines: [
      { expr: ofPods(used, context.raw), legend: "{{pod}}" },
      { expr: limitOf(context, "memory"), legend: "limit" },
    ],
  });
}

function restarts(context: ServiceContext): PanelDraft {
  const ends = sum(
    increase(container(context, "kube_pod_container_status_restarts_total"), RATE_INTERVAL),
    POD,
  );
  return panel(context, "restarts", {
    title: "Restarts by pod",
    description:
      "Containers that ended and were started again, by themselves or because their memory limit was reached. More than one in a row is a crash loop: the log before the last end says why.",
    unit: "none",
    lines: [{ expr: ofPods(ends, context.raw), legend: "{{pod}}" }],
  });
}

function volumes(context: ServiceContext): PanelDraft {
  const of = (name: string) => max(selector(name, inNamespace(context)), CLAIM);
  const used = divide(of("kubelet_volume_stats_used_bytes"), of("kubelet_volume_stats_capacity_bytes"));
  return panel(context, "volumes", {
    title: "Volumes",
    description:
      "Share of each volume that is used, of those that the pods mount. What writes to a full one fails; services that keep nothing have no line.",
    unit: "percentunit",
    limit: MUCH_USED,
    lines: [
      {
        expr: ofClaims(used, context.service.namespace, context.raw),
        legend: "{{persistentvolumeclaim}}",
      },
    ],
  });
}

function limitOf(context: ServiceContext, resource: string): PromqlExpr {
  const limit = selector("kube_pod_container_resource_limits", [
    ...inNamespace(context),
    equals("resource", resource),
  ]);
  return max(ofPods(sum(limit, POD), context.raw));
}

function container(context: ServiceContext, name: string) {
  return selector(name, [...inNamespace(context), ...OF_CONTAINERS]);
}

function inNamespace({ service }: ServiceContext): readonly Matcher[] {
  return [equals("namespace", service.namespace)];
}

function panel(
  { clusterStep }: ServiceContext,
  key: string,
  of: {
    readonly title: string;
    readonly description: string;
    readonly unit: string;
    readonly limit?: number;
    readonly lines: readonly { readonly expr: PromqlExpr; readonly legend: string }[];
  },
): PanelDraft {
  const { title, description, unit, limit, lines } = of;
  return {
    key: `saturation/${key}`,
    kind: "timeseries",
    title,
    description,
    width: 8,
    height: 8,
    links: [],
    unit,
    min: 0,
    ...(limit !== undefined && { thresholds: limits(limit) }),
    queries: prometheusQueries(...lines.map((line) => ({ ...line, minStep: clusterStep }))),
  };
}
