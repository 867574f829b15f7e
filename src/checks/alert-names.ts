import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { GENERATED_ALERTS } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/**
 * The name of an alert is that of one alert in the whole workspace, and none of Crowsnest's own: people search,
 * silence and write runbooks by it, and inhibition goes by it. Two in one service are reported as duplicates.
 */
export const alertNames: Check = ({ services }) => {
  const owners = new Map<string, string>();
  return services.flatMap((service) =>
    [
      ...service.value.alerts.map(({ name }, index) => [name, "alerts", index] as const),
      ...(service.value.logAlerts ?? []).map(({ name }, index) => [name, "logAlerts", index] as const),
    ].flatMap(([name, key, index]): Diagnostic[] => {
      const owner = owners.get(name) ?? service.value.name;
      owners.set(name, owner);
      const problem = GENERATED_ALERTS.has(name)
        ? `Crowsnest makes an alert called "${name}" itself`
        : `the service "${owner}" has an alert called "${name}" too`;
      const isTaken = GENERATED_ALERTS.has(name) || owner !== service.value.name;
      const hint = "Put what the alert is about into its name, such as the service's.";
      return isTaken
        ? [diagnostic("duplicate-name", { ...service.at(key, index), message: problem, hint })]
        : [];
    }),
  );
};
