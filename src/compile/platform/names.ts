import type { ResolvedPlatform } from "../../definitions/index.ts";
import { stableName } from "../../workspace/index.ts";

/** Longest name that Helm takes for a release. */
const RELEASE_NAME_LENGTH = 53;
/** Longest `fullnameOverride` of kube-prometheus-stack; it cuts the rest off without a word. */
const STACK_NAME_LENGTH = 26;

/** Name of a platform's release of one chart. */
export function releaseName({ name }: ResolvedPlatform, part: string): string {
  const whole = `${name}-${part}`;
  return whole.length <= RELEASE_NAME_LENGTH ? whole : stableName(RELEASE_NAME_LENGTH, name, part);
}

/** Prefix of what kube-prometheus-stack makes, such as `<prefix>-prometheus`. */
export function stackName({ name }: ResolvedPlatform): string {
  return name.length <= STACK_NAME_LENGTH ? name : stableName(STACK_NAME_LENGTH, name);
}

/** Address of Prometheus, whichever replica answers. */
export function prometheusUrl(platform: ResolvedPlatform): string {
  return `http://${stackName(platform)}-prometheus.${platform.namespaces.monitoring}.svc:9090`;
}

/** Addresses of all replicas of Prometheus, for what each of them must be told. */
export function prometheusReplicaUrls(platform: ResolvedPlatform): readonly string[] {
  return replicaUrls(platform, platform.prometheus.replicas, "prometheus", 9090);
}

/** Address of Alertmanager for people's questions; alerts go to every member. */
export function alertmanagerUrl(platform: ResolvedPlatform): string {
  return `http://${stackName(platform)}-alertmanager.${platform.namespaces.monitoring}.svc:9093`;
}

/**
 * Addresses of all members of Alertmanager's cluster. An alert is sent to each of them, never through a load
 * balancer: a member that is cut off from the others must still hear of it.
 *
 * Source: https://github.com/prometheus/alertmanager#high-availability
 */
export function alertmanagerReplicaUrls(platform: ResolvedPlatform): readonly string[] {
  return replicaUrls(platform, platform.alertmanager.replicas, "alertmanager", 9093);
}

/** Address of Loki's gateway. */
export function lokiUrl(platform: ResolvedPlatform): string {
  return `http://${releaseName(platform, "loki")}-gateway.${platform.namespaces.logging}.svc`;
}

// The operator names pods `<kind>-<object>-<ordinal>`, and gives them the governing Service `<kind>-operated`.
function replicaUrls(
  platform: ResolvedPlatform,
  replicas: number,
  kind: "alertmanager" | "prometheus",
  port: number,
): readonly string[] {
  const domain = `${kind}-operated.${platform.namespaces.monitoring}.svc`;
  return Array.from(
    { length: replicas },
    (_, ordinal) => `http://${kind}-${stackName(platform)}-${kind}-${ordinal}.${domain}:${port}`,
  );
}
