import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/** Teams, environments, dependencies and receivers that definitions name are in the workspace. */
export const references: Check = ({ services, teams, platform, declared }) => {
  const found: Diagnostic[] = [];

  for (const service of services) {
    const { team, environments, dependsOn, runsOn } = service.value;
    if (!declared.teams.has(team)) {
      found.push(
        diagnostic("unknown-team", {
          ...service.at("team"),
          message: `the team "${team}" is not in the workspace`,
          hint: `Add it to \`teams\` of defineWorkspace. ${suggest(team, declared.teams)}`,
        }),
      );
    }
    const byEnvironment = typeof runsOn.namespace === "string" ? {} : runsOn.namespace;
    for (const name of new Set([...(environments ?? []), ...Object.keys(byEnvironment)])) {
      if (!declared.environments.has(name)) {
        found.push(
          diagnostic("unknown-environment", {
            ...(Object.hasOwn(byEnvironment, name)
              ? service.at("runsOn", "namespace", name)
              : service.at("environments")),
            message: `the environment "${name}" is not in the workspace`,
            hint: suggest(name, declared.environments),
          }),
        );
      }
    }
    if (typeof runsOn.namespace !== "string") {
      for (const name of environments ?? declared.environments) {
        if (!Object.hasOwn(byEnvironment, name) && declared.environments.has(name)) {
          found.push(
            diagnostic("missing-key", {
              ...service.at("runsOn", "namespace"),
              message: `no namespace for the environment "${name}"`,
              hint: "Name a namespace for each environment the service runs in, or one for all.",
            }),
          );
        }
      }
    }
    dependsOn.forEach((dependency, index) => {
      if (!declared.services.has(dependency)) {
        found.push(
          diagnostic("unknown-dependency", {
            ...service.at("dependsOn", index),
            message: `the service "${dependency}" is not in the workspace`,
            hint: `Add it to \`services\` of defineWorkspace. ${suggest(dependency, declared.services)}`,
          }),
        );
      }
    });
  }

  if (platform !== undefined) {
    const { alertmanager, team } = platform.value;
    const receivers = new Set(alertmanager.receivers.map(({ name }) => name));
    const unknownReceiver = (name: string, place: ReturnType<typeof platform.at>) => {
      if (!receivers.has(name)) {
        found.push(
          diagnostic("unknown-receiver", {
            ...place,
            message: `the platform has no receiver "${name}"`,
            hint: `Add it to \`alertmanager.receivers\` of definePlatform. ${suggest(name, receivers)}`,
          }),
        );
      }
    };
    unknownReceiver(alertmanager.defaultReceiver, platform.at("alertmanager", "defaultReceiver"));
    for (const owner of teams) {
      for (const severity of ["critical", "warning", "info"] as const) {
        owner.value.notify[severity].forEach((name, index) => {
          unknownReceiver(name, owner.at("notify", severity, index));
        });
      }
    }
    if (!declared.teams.has(team)) {
      found.push(
        diagnostic("unknown-team", {
          ...platform.at("team"),
          message: `the platform's team "${team}" is not in the workspace`,
          hint: `Add it to \`teams\` of defineWorkspace. ${suggest(team, declared.teams)}`,
        }),
      );
    }
  }
  return found;
};
