import { createHash } from "node:crypto";

/** Longest uid that Grafana takes for a dashboard or folder. */
const GRAFANA_UID_LENGTH = 40;
/** Longest name of most Kubernetes objects (a DNS label). */
export const KUBERNETES_NAME_LENGTH = 63;

/** The first eight hexadecimal digits of the SHA-256 of an identity. */
export function shortHash(...path: readonly string[]): string {
  return createHash("sha256").update(path.join("\u0000")).digest("hex").slice(0, 8);
}

/**
 * A name that is the same for the same path, whatever else exists, and different for a different one: the parts
 * joined by dashes, with a short hash of the path, cut to `maximum` characters.
 *
 * @example stableName(40, "production", "checkout") // "production-checkout-5d1f3b7a"
 */
export function stableName(maximum: number, ...path: readonly string[]): string {
  const readable = path
    .join("-")
    .slice(0, maximum - 9)
    .replace(/-+$/, "");
  return `${readable}-${shortHash(...path)}`;
}

/** Uid of the Grafana folder of a team in an environment. */
export function folderUid(environment: string, team: string): string {
  return stableName(GRAFANA_UID_LENGTH, environment, "team", team);
}

/** Uid of the Grafana dashboard of a service in an environment. */
export function serviceDashboardUid(environment: string, service: string): string {
  return stableName(GRAFANA_UID_LENGTH, environment, "service", service);
}

/** Uid of the Grafana dashboard of a service's objectives in an environment. */
export function sloDashboardUid(environment: string, service: string): string {
  return stableName(GRAFANA_UID_LENGTH, environment, "slos", service);
}

/** Uid of the Grafana dashboard over a team's services in an environment. */
export function teamDashboardUid(environment: string, team: string): string {
  return stableName(GRAFANA_UID_LENGTH, environment, "team-page", team);
}

/** Uid of the Grafana dashboard over all services of an environment. */
export function fleetDashboardUid(environment: string): string {
  return stableName(GRAFANA_UID_LENGTH, environment, "fleet");
}

/** Uid of an existing dashboard in an environment: its own would be another one's where two share a Grafana. */
export function importedDashboardUid(environment: string, name: string): string {
  return stableName(GRAFANA_UID_LENGTH, environment, "file", name);
}

/** Uid of the Grafana dashboard of the platform's own health in an environment. */
export function platformDashboardUid(environment: string): string {
  return stableName(GRAFANA_UID_LENGTH, environment, "platform");
}

/** Name of a Kubernetes object that belongs to parts of the workspace. */
export function kubernetesName(...path: readonly string[]): string {
  const name = path.join("-");
  return name.length <= KUBERNETES_NAME_LENGTH ? name : stableName(KUBERNETES_NAME_LENGTH, ...path);
}

/** Longest slug that Sentry takes for a project or team. */
const SENTRY_SLUG_LENGTH = 50;

/** Name of the objects that belong to a service, such as its ServiceMonitor. */
export function serviceObjectName(environment: string, service: string): string {
  return kubernetesName(environment, service);
}

/** Slug of a team in Sentry; each environment has its own, for two states cannot own one. */
export function sentryTeamSlug(environment: string, team: string): string {
  return sentrySlug(team, environment);
}

/** Slug of a service's project in Sentry; each environment has its own, for two states cannot own one. */
export function sentryProjectSlug(
  environment: string,
  service: { readonly name: string; readonly errors?: { readonly project?: string | undefined } | undefined },
): string {
  return sentrySlug(service.errors?.project ?? service.name, environment);
}

function sentrySlug(...path: readonly string[]): string {
  const slug = path.join("-");
  return slug.length <= SENTRY_SLUG_LENGTH ? slug : stableName(SENTRY_SLUG_LENGTH, ...path);
}

/** Name of the Secret that a service's DSN is handed over in. */
export function dsnSecretName(service: {
  readonly name: string;
  readonly errors?: { readonly secretName?: string | undefined } | undefined;
}): string {
  return service.errors?.secretName ?? kubernetesName(service.name, "sentry");
}

/** Uids of the data sources that the platform provisions in Grafana. */
export const DATA_SOURCE_UIDS = {
  prometheus: "crowsnest-prometheus",
  alertmanager: "crowsnest-alertmanager",
  elasticsearch: "crowsnest-elasticsearch",
  loki: "crowsnest-loki",
  traces: "crowsnest-traces",
} as const;

/** Labels that Crowsnest puts on its Kubernetes objects; the selectors of Prometheus and the operator match them. */
export function objectLabels(environment: string, team: string): Readonly<Record<string, string>> {
  return {
    "app.kubernetes.io/managed-by": "crowsnest",
    "crowsnest.dev/environment": environment,
    "crowsnest.dev/team": team,
  };
}

/**
 * What Prometheus selects an environment's monitors and rules by: a part of {@link objectLabels}, which the charts'
 * own objects carry too.
 */
export function objectSelector(environment: string): Readonly<Record<string, string>> {
  return { "crowsnest.dev/environment": environment };
}

/** Name of the Secret that holds Alertmanager's configuration. */
export const ALERTMANAGER_SECRET = "crowsnest-alertmanager";

/** Labels that say whose a series or an alert is. */
export function identityLabels(owner: {
  readonly environment: string;
  readonly name: string;
  readonly team: string;
}): Readonly<Record<"environment" | "service" | "team", string>> {
  return { environment: owner.environment, service: owner.name, team: owner.team };
}
