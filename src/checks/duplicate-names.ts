import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Drafted, ParsedService } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/** Environments, teams, services, receivers, SLOs and alerts each have a name of their own. */
export const duplicateNames: Check = ({ environments, teams, services, platform }) => [
  ...duplicates(environments, "environment"),
  ...duplicates(teams, "team"),
  ...duplicates(services, "service"),
  ...(platform === undefined
    ? []
    : duplicateItems(
        platform,
        ["alertmanager", "receivers"],
        platform.value.alertmanager.receivers,
        "receiver",
      )),
  ...services.flatMap((service) => [
    ...duplicateItems(service, ["slos"], service.value.slos, "SLO"),
    ...duplicateItems(service, ["alerts"], service.value.alerts, "alert"),
    ...duplicateItems(service, ["logAlerts"], service.value.logAlerts ?? [], "alert"),
    ...duplicateMetrics(service),
  ]),
  ...duplicateDashboards([...teams, ...services]),
];

interface Named {
  readonly name: string;
}

function duplicates(definitions: readonly Drafted<Named>[], kind: string): Diagnostic[] {
  const seen = new Set<string>();
  return definitions.flatMap((definition) => {
    const { name } = definition.value;
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [duplicate(kind, name, definition.at("name"))];
  });
}

function duplicateItems(
  owner: Drafted<unknown>,
  path: readonly string[],
  items: readonly Named[],
  kind: string,
): Diagnostic[] {
  const seen = new Set<string>();
  return items.flatMap(({ name }, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [duplicate(kind, name, owner.at(...path, index))];
  });
}

function duplicateDashboards(
  owners: readonly Drafted<{ readonly dashboards?: readonly Named[] | undefined }>[],
): Diagnostic[] {
  const seen = new Set<string>();
  return owners.flatMap((owner) =>
    (owner.value.dashboards ?? []).flatMap(({ name }, index) => {
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      return [duplicate("dashboard file", name, owner.at("dashboards", index))];
    }),
  );
}

function duplicateMetrics(service: Drafted<ParsedService>): Diagnostic[] {
  const keys = new Map<string, string>();
  return Object.entries(service.value.metrics).flatMap(([key, { name }]) => {
    const first = keys.get(name);
    if (first === undefined) {
      keys.set(name, key);
      return [];
    }
    return [
      diagnostic("duplicate-name", {
        ...service.at("metrics", key, "name"),
        message: `"${first}" is the metric ${name} already`,
        hint: "Declare a metric once, with all of its labels.",
      }),
    ];
  });
}

function duplicate(kind: string, name: string, place: ReturnType<Drafted<unknown>["at"]>): Diagnostic {
  return diagnostic("duplicate-name", {
    ...place,
    message: `another ${kind} is called "${name}" too`,
    hint: `Give one of them a \`name\` of its own.`,
  });
}
