import { alertId, alertsOf, serviceRuleGroups } from "../compile/index.ts";
import { diagnostic, suggest } from "../diagnostics/index.ts";
import type { Audit } from "./audit.ts";

/** Every override names an alert that the service has in some environment. */
export const overrides: Audit = ({ draft, workspace }) =>
  draft.services.flatMap((service) => {
    const written = service.value.overrides ?? [];
    if (written.length === 0) {
      return [];
    }
    const ids = new Set(
      workspace.environments.flatMap((environment) =>
        environment.teams
          .flatMap((team) => team.services)
          .filter(({ name }) => name === service.value.name)
          .flatMap((resolved) => alertsOf(serviceRuleGroups(environment, resolved)).map(alertId)),
      ),
    );
    return written.flatMap(({ alert }, index) =>
      ids.has(alert)
        ? []
        : [
            diagnostic("unknown-override", {
              ...service.at("overrides", index),
              message: `the service has no alert "${alert}"`,
              hint: suggest(alert, ids),
            }),
          ],
    );
  });
