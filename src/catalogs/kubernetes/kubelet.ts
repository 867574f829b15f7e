import { z } from "zod";
import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import { issue, kubernetesNameSchema } from "../../definitions/common.ts";
import {
  alert,
  allOf,
  type Catalog,
  type GaugeHandle,
  gauge,
  type MetricCatalog,
  panel,
  row,
} from "../../definitions/index.ts";
import { shareSchema } from "../options.ts";
import { causesOnly } from "./options.ts";

const volume = { about: "claim", labels: ["persistentvolumeclaim"] } as const;

/**
 * Volumes as the kubelet sees them; `namespace` and `node` are labels of the target in kube-prometheus-stack.
 *
 * Source: Kubernetes 1.34, pkg/kubelet/metrics/collectors/volume_stats.go.
 */
export const kubeletVolumeMetrics = {
  volumeAvailable: gauge("kubelet_volume_stats_available_bytes", volume),
  volumeCapacity: gauge("kubelet_volume_stats_capacity_bytes", volume),
  volumeUsed: gauge("kubelet_volume_stats_used_bytes", volume),
  volumeInodes: gauge("kubelet_volume_stats_inodes", volume),
  volumeInodesFree: gauge("kubelet_volume_stats_inodes_free", volume),
  volumeInodesUsed: gauge("kubelet_volume_stats_inodes_used", volume),
  volumeAbnormal: gauge("kubelet_volume_stats_health_status_abnormal", volume),
} as const satisfies MetricCatalog;

const ofClaim = { by: ["persistentvolumeclaim"] } as const;
/** How far ahead a volume's growth is drawn. */
const FORECAST_SECONDS = 4 * 86_400;

/** What {@link kubeletVolumes} takes. */
export interface KubeletVolumesOptions {
  /**
   * Names of the claims, as a name or a pattern of whole names. Default: those that the pods mount which Prometheus
   * scrapes for the service; where an exporter is scraped in the service's place, they are another's.
   */
  readonly claims?: string | RegExp;
  /** Share of a volume that must be free. Default `"10%"`. */
  readonly freeBelow?: `${number}%`;
  /** Share below which somebody is woken. Default `"3%"`. */
  readonly pageBelow?: `${number}%`;
}

const optionsSchema = z
  .strictObject({
    claims: z.union([kubernetesNameSchema, z.instanceof(RegExp)]).optional(),
    freeBelow: shareSchema.default("10%"),
    pageBelow: shareSchema.default("3%"),
  })
  .refine(({ freeBelow, pageBelow }) => Number.parseFloat(pageBelow) < Number.parseFloat(freeBelow), {
    ...issue(
      "invalid-value",
      "somebody is woken before there is a ticket",
      "Give `pageBelow` a smaller share than `freeBelow`.",
    ),
    path: ["pageBelow"],
  });

/**
 * The volumes that the pods of a service mount, as the kubelet sees them; kube-state-metrics says whose they are.
 *
 * @example uses: [kubeletVolumes({ freeBelow: "15%" })]
 * @example uses: [postgres(), kubeletVolumes({ claims: /orders-.+/ })]
 */
export function kubeletVolumes(options: KubeletVolumesOptions = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { claims, freeBelow, pageBelow } = read.options;
  const { volumeAvailable, volumeCapacity, volumeInodes, volumeInodesFree } = kubeletVolumeMetrics;
  // Claims that are named need no pods to be found by.
  const asked = <Asked extends object>(metric: Asked): Asked =>
    claims === undefined ? metric : { ...metric, about: "namespace" };
  const mine = <Text extends string>(handle: GaugeHandle<"persistentvolumeclaim", Text>) =>
    claims === undefined ? handle : handle.where({ persistentvolumeclaim: claims });
  return catalogOf(
    {
      name: "kubeletVolumes",
      source: "Kubernetes 1.34, pkg/kubelet/metrics/collectors/volume_stats.go",
      metrics: {
        volumeAvailable: asked(volumeAvailable),
        volumeCapacity: asked(volumeCapacity),
        volumeInodes: asked(volumeInodes),
        volumeInodesFree: asked(volumeInodesFree),
      },
      slos: causesOnly,
      alerts: ({ metrics: m, name }) => {
        const free = mine(m.volumeAvailable).min(ofClaim).dividedBy(mine(m.volumeCapacity).min(ofClaim));
        return [
          alert(name("VolumeFull"), {
            when: free.below(pageBelow),
            for: "1m",
            deliverWithin: "5m",
            severity: "critical",
            summary:
              "{{ $value | humanizePercentage }} of volume {{ $labels.persistentvolumeclaim }} is left",
            description:
              "What writes to it fails when nothing is left. Enlarge the claim, or delete what is old.",
          }),
          alert(name("VolumeNearlyFull"), {
            when: free.below(freeBelow),
            for: "10m",
            severity: "warning",
            summary:
              "{{ $value | humanizePercentage }} of volume {{ $labels.persistentvolumeclaim }} is left",
          }),
          alert(name("VolumeFills"), {
            // A new volume fills fast at first; what counts is one that has little left.
            when: allOf(
              free.below("25%"),
              mine(m.volumeAvailable).forecast("6h", FORECAST_SECONDS).min(ofClaim).below(0),
            ),
            for: "1h",
            severity: "warning",
            summary:
              "Volume {{ $labels.persistentvolumeclaim }} is full within four days if it goes on like this",
          }),
          alert(name("VolumeFilesNearlyFull"), {
            // File systems that make inodes as they go say that they have none.
            when: mine(m.volumeInodesFree)
              .min(ofClaim)
              .dividedBy(mine(m.volumeInodes).min(ofClaim))
              .below("5%"),
            for: "10m",
            severity: "warning",
            summary:
              "{{ $value | humanizePercentage }} of the files of volume {{ $labels.persistentvolumeclaim }} are left",
            description: "There is room, but for no new file. Delete small files, or make a new file system.",
          }),
        ];
      },
      rows: (m) => [
        row("Volumes", [
          panel("Free", {
            of: mine(m.volumeAvailable).min(ofClaim).dividedBy(mine(m.volumeCapacity).min(ofClaim)),
            description: "Share of each volume that is left.",
            unit: "ratio",
            limit: freeBelow,
          }),
          panel("Free bytes", {
            of: mine(m.volumeAvailable).min(ofClaim),
            description: "Bytes of each volume that are left.",
          }),
          panel("Free in four days", {
            of: mine(m.volumeAvailable).forecast("6h", FORECAST_SECONDS).min(ofClaim),
            description:
              "Bytes that are left in four days when the last six hours go on; below 0 it is full by then.",
            limit: 0,
          }),
          panel("Free files", {
            of: mine(m.volumeInodesFree).min(ofClaim).dividedBy(mine(m.volumeInodes).min(ofClaim)),
            description: "Share of the files of each volume that may still be made.",
            unit: "ratio",
          }),
        ]),
      ],
    },
    kubeletVolumes,
    read,
  );
}
