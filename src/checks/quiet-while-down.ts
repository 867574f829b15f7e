import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/** What makes a service quiet is one of its dependencies, and has the alert that says it is down. */
export const quietWhileDown: Check = ({ services }) => {
  const tiers = new Map(services.map(({ value }) => [value.name, value.tier]));
  return services.flatMap((service) =>
    (service.value.quietWhileDown ?? []).flatMap((name, index): readonly Diagnostic[] => {
      const place = service.at("quietWhileDown", index);
      if (!service.value.dependsOn.includes(name)) {
        return [
          diagnostic("quiet-without-reason", {
            ...place,
            message: `the service does not depend on "${name}"`,
            hint: "Add it to `dependsOn`, or let its faults be told.",
          }),
        ];
      }
      const tier = tiers.get(name);
      return tier === undefined || tier === "critical"
        ? []
        : [
            diagnostic("quiet-without-reason", {
              ...place,
              message: `nothing says when "${name}" is down: it is of tier ${tier}`,
              hint: 'Only services of tier "critical" have the alert that does; raise its tier, or take it out.',
            }),
          ];
    }),
  );
};
