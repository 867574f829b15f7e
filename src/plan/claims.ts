import { dashboardUid } from "./dashboard-uid.ts";
import type { PlanDiagnostic, StackPlan } from "./result.ts";
import { kept, type ShownChange, type ShownPlan, textAt } from "./shown-plan.ts";

/** A thing on a real server that one resource makes: two that make the same one fight, or the second fails. */
export interface Claim {
  readonly address: string;
  /** The thing in words: `Secret monitoring/alertmanager`. */
  readonly thing: string;
  /** The server that it is on; equal for equal servers. */
  readonly server: string;
}

type Name = (after: unknown) => string | undefined;

// API groups of what the provider has a resource of its own for; a manifest of the same object claims the same.
const KINDS: Readonly<Record<string, readonly [group: string, kind: string]>> = {
  kubernetes_cluster_role_binding_v1: ["rbac.authorization.k8s.io", "ClusterRoleBinding"],
  kubernetes_cluster_role_v1: ["rbac.authorization.k8s.io", "ClusterRole"],
  kubernetes_config_map_v1: ["", "ConfigMap"],
  kubernetes_limit_range_v1: ["", "LimitRange"],
  kubernetes_namespace_v1: ["", "Namespace"],
  kubernetes_network_policy_v1: ["networking.k8s.io", "NetworkPolicy"],
  kubernetes_pod_disruption_budget_v1: ["policy", "PodDisruptionBudget"],
  kubernetes_resource_quota_v1: ["", "ResourceQuota"],
  kubernetes_role_binding_v1: ["rbac.authorization.k8s.io", "RoleBinding"],
  kubernetes_role_v1: ["rbac.authorization.k8s.io", "Role"],
  kubernetes_secret_v1: ["", "Secret"],
  kubernetes_service_account_v1: ["", "ServiceAccount"],
  kubernetes_service_v1: ["", "Service"],
};

const THINGS: Readonly<Record<string, Name>> = {
  ...Object.fromEntries(
    Object.entries(KINDS).map(([type, [group, kind]]) => [
      type,
      (after: unknown) => kubernetesObject(group, kind, after, "metadata", 0),
    ]),
  ),
  elasticstack_elasticsearch_component_template: (after) =>
    sentence("component template", textAt(after, "name")),
  elasticstack_elasticsearch_data_stream: (after) => sentence("data stream", textAt(after, "name")),
  elasticstack_elasticsearch_index_lifecycle: (after) => sentence("life cycle", textAt(after, "name")),
  elasticstack_elasticsearch_index_template: (after) => sentence("index template", textAt(after, "name")),
  elasticstack_elasticsearch_ingest_pipeline: (after) => sentence("ingest pipeline", textAt(after, "name")),
  elasticstack_kibana_data_view: (after) => sentence("data view", textAt(after, "data_view", "id")),
  elasticstack_kibana_security_role: (after) => sentence("role", textAt(after, "name")),
  elasticstack_kibana_space: (after) => sentence("space", textAt(after, "space_id")),
  grafana_dashboard: (after) => sentence("dashboard", dashboardUid(textAt(after, "config_json"))),
  grafana_folder: (after) => sentence("folder", textAt(after, "uid")),
  helm_release: (after) =>
    sentence("release", textAt(after, "namespace") ?? "default", textAt(after, "name")),
  kubernetes_manifest: (after) => {
    const [group, version] = (textAt(after, "manifest", "apiVersion") ?? "").split("/");
    const kind = textAt(after, "manifest", "kind");
    if (kind === undefined) return undefined;
    return kubernetesObject(version === undefined ? "" : (group ?? ""), kind, after, "manifest", "metadata");
  },
  sentry_project: (after) => sentence("project", textAt(after, "organization"), textAt(after, "slug")),
  sentry_team: (after) => sentence("team", textAt(after, "organization"), textAt(after, "slug")),
};

/** What the resources of a stack's plan claim, as far as it is known before an apply. */
export function claims(stack: string, plan: ShownPlan): readonly Claim[] {
  const { provider_config = {}, root_module = {} } = plan.configuration ?? {};
  const keys = new Map(
    (root_module.resources ?? []).map(({ address, provider_config_key }) => [address, provider_config_key]),
  );
  return kept(plan).flatMap((change) => {
    const thing = THINGS[change.type]?.(change.change.after);
    const expressions = provider_config[keys.get(change.address) ?? ""]?.expressions;
    return thing === undefined
      ? []
      : [{ address: change.address, server: server(stack, change, expressions), thing }];
  });
}

/** The second and later claims on one thing, by stack: an error each. */
export function contested(
  stacks: readonly (Pick<StackPlan, "name"> & { readonly claims: readonly Claim[] })[],
): ReadonlyMap<string, readonly PlanDiagnostic[]> {
  const owners = new Map<string, string>();
  const found = new Map<string, PlanDiagnostic[]>();
  for (const { claims, name } of stacks) {
    for (const { address, server, thing } of claims) {
      const key = `${server}\n${thing}`;
      const owner = owners.get(key);
      owners.set(key, owner ?? `${address} in the stack ${name}`);
      if (owner === undefined) continue;
      const summary = `The ${thing} is made twice`;
      const detail = `${owner} makes it too: the second to be applied fails, or each overwrites the other.`;
      const diagnostic = { address, detail, range: null, severity: "error", step: "plan", summary } as const;
      found.set(name, [...(found.get(name) ?? []), diagnostic]);
    }
  }
  return found;
}

/**
 * Which server a resource is on. When the provider's arguments do not tell, as inside a cluster, nothing can be said
 * of two stacks, and each counts as a server of its own.
 */
function server(stack: string, { type }: ShownChange, expressions: unknown): string {
  const constant = (...path: string[]) => textAt(expressions, ...path, "constant_value");
  if (type.startsWith("sentry_")) return `sentry ${constant("base_url") ?? ""}`;
  if (type.startsWith("elasticstack_")) {
    return `elasticstack ${textAt(expressions, "kibana", 0, "endpoints", "constant_value", 0) ?? `of ${stack}`}`;
  }
  if (type.startsWith("grafana_")) return `grafana ${constant("url") ?? `of ${stack}`}`;
  const block = type.startsWith("helm_") ? ["kubernetes"] : [];
  const names = ["host", "config_context", "config_path"].map((name) => constant(...block, name));
  return names.every((name) => name === undefined) ? `cluster of ${stack}` : `cluster ${names.join(" ")}`;
}

function kubernetesObject(
  group: string,
  kind: string,
  after: unknown,
  ...metadata: (string | number)[]
): string | undefined {
  const name = textAt(after, ...metadata, "name");
  const namespace = textAt(after, ...metadata, "namespace");
  return sentence(group === "" ? kind : `${kind}.${group}`, namespace ?? "", name);
}

function sentence(what: string, ...names: readonly (string | undefined)[]): string | undefined {
  if (names.includes(undefined)) return undefined;
  return `${what} ${names.filter((name) => name !== "").join("/")}`;
}
