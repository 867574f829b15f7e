import type { JsonObject } from "../../artifacts/index.ts";
import type { ResolvedEnvironment, ResolvedLogs, ResolvedService } from "../../workspace/index.ts";
import { lineContract } from "../logs/contract/index.ts";
import { quote, resourceAttribute, when } from "./ottl.ts";

/** A service that declares logs. */
export type LoggingService = ResolvedService & { readonly logs: ResolvedLogs };

/** Says which contract a line is held against; taken off again before it is shipped. */
export const CONTRACT_ATTRIBUTE = "crowsnest.contract";
/** Says whose the service is. */
export const TEAM_ATTRIBUTE = "crowsnest.team";
/** Name of the service of lines from a pod that is not known yet, as OpenTelemetry has it. */
const UNKNOWN_SERVICE = "unknown_service";
const POD_LABEL_PREFIX = "crowsnest.pod.label.";

/** Services of an environment that declare logs, sorted by name. */
export function loggingServices({ teams }: ResolvedEnvironment): readonly LoggingService[] {
  return teams
    .flatMap((team) => team.services)
    .filter((service): service is LoggingService => service.logs !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Keys of the pods' labels that services are told apart by, sorted. */
export function podLabelKeys(services: readonly LoggingService[]): readonly string[] {
  return [...new Set(services.flatMap((service) => Object.keys(podLabels(service))))].sort();
}

/** Attribute that a pod's label is read into. */
export function podLabelAttribute(key: string): string {
  return `${POD_LABEL_PREFIX}${key}`;
}

/** Namespaces of services that declare logs, sorted. */
export function loggingNamespaces(services: readonly LoggingService[]): readonly string[] {
  return [...new Set(services.map(({ namespace }) => namespace))].sort();
}

/** Tells whose each line is, and what it is held against. */
export function identifyStatements(
  { name }: ResolvedEnvironment,
  services: readonly LoggingService[],
): readonly JsonObject[] {
  const serviceName = resourceAttribute("service.name");
  return [
    {
      context: "resource",
      statements: [
        ...services.flatMap(identify),
        // The API server may tell of a new pod after its first lines; they are kept, as nobody's.
        when(
          `${serviceName} == nil and ${resourceAttribute("k8s.node.name")} == nil`,
          `set(${serviceName}, ${quote(UNKNOWN_SERVICE)})`,
        ),
        `set(${resourceAttribute("deployment.environment.name")}, ${quote(name)})`,
        `delete_matching_keys(resource.attributes, ${quote(`^${POD_LABEL_PREFIX.replaceAll(".", "\\.")}`)})`,
      ],
    },
  ];
}

function identify(service: LoggingService): readonly string[] {
  const { logs, name, namespace, team } = service;
  const labels = Object.entries(podLabels(service)).sort(([a], [b]) => (a < b ? -1 : 1));
  const condition = [
    `${resourceAttribute("k8s.namespace.name")} == ${quote(namespace)}`,
    ...labels.map(([key, value]) => `${resourceAttribute(podLabelAttribute(key))} == ${quote(value)}`),
  ].join(" and ");
  return [
    when(condition, `set(${resourceAttribute("service.name")}, ${quote(name)})`),
    when(condition, `set(${resourceAttribute(CONTRACT_ATTRIBUTE)}, ${quote(lineContract(logs).id)})`),
    when(condition, `set(${resourceAttribute(TEAM_ATTRIBUTE)}, ${quote(team)})`),
  ];
}

function podLabels({ logs, scrape }: LoggingService): Readonly<Record<string, string>> {
  return logs.podLabels ?? scrape.selector;
}
