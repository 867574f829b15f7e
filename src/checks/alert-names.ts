import { diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/**
 * The name of an alert is that of one alert in the whole workspace: people search, silence and write runbooks by
 * it. Two of one name in the same service are reported as duplicates.
 */
export const alertNames: Check = ({ services }) => {
  const owners = new Map<string, string>();
  return services.flatMap((service) =>
    service.value.alerts.flatMap(({ name }, index) => {
      const owner = owners.get(name) ?? service.value.name;
      owners.set(name, owner);
      return owner === service.value.name
        ? []
        : [
            diagnostic("duplicate-name", {
              ...service.at("alerts", index),
              message: `the service "${owner}" has an alert called "${name}" too`,
              hint: "Put what the alert is about into its name, such as the service's.",
            }),
          ];
    }),
  );
};
