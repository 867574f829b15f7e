import { dashboardUid } from "../dashboard-uid.ts";
import { isList, isObject, sameValue, type Value, type ValueObject } from "./value.ts";

type Path = readonly (string | number)[];

const METADATA: readonly Path[] = [
  ["metadata", 0, "name"],
  ["metadata", 0, "namespace"],
];

/**
 * Arguments whose change makes another thing: the real providers remove the one and make the other. As each
 * provider's source has it (`ForceNew`, `RequiresReplace`).
 */
const IDENTITY: Readonly<Record<string, readonly Path[]>> = {
  grafana_data_source: [["uid"], ["org_id"]],
  grafana_folder: [["uid"], ["org_id"]],
  helm_release: [["name"], ["namespace"]],
  kubernetes_config_map_v1: METADATA,
  kubernetes_namespace_v1: [["metadata", 0, "name"]],
  kubernetes_network_policy_v1: METADATA,
  kubernetes_secret_v1: [...METADATA, ["type"]],
  sentry_alert: [["organization"]],
  sentry_key: [["organization"], ["project"]],
  sentry_metric_monitor: [["organization"], ["project"]],
  sentry_project: [["organization"]],
  sentry_team: [["organization"]],
};

/** The arguments that make a planned change a replacement. */
export function replacements(type: string, prior: Value, planned: ValueObject): readonly Path[] {
  if (!isObject(prior)) return [];
  const paths = (IDENTITY[type] ?? []).filter((path) => changed(at(prior, path), at(planned, path)));
  if (type === "grafana_dashboard" && dashboardUid(prior.config_json) !== dashboardUid(planned.config_json)) {
    return [["config_json"]];
  }
  if (type === "kubernetes_manifest" && changed(manifestIdentity(prior), manifestIdentity(planned))) {
    return [["manifest"]];
  }
  return paths;
}

function changed(before: Value, after: Value): boolean {
  return !sameValue(before, after);
}

function at(value: Value, path: Path): Value {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "number") return isList(value) ? at(value[step] ?? null, rest) : null;
  return isObject(value) ? at(value[step] ?? null, rest) : null;
}

function manifestIdentity({ manifest = null }: ValueObject): Value {
  const names: readonly Path[] = [["apiVersion"], ["kind"], ["metadata", "namespace"], ["metadata", "name"]];
  return names.map((path) => at(manifest, [1, ...path]));
}
