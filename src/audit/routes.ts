import { diagnostic } from "../diagnostics/index.ts";
import { deadRoutes, simulator } from "../routing/index.ts";
import type { Audit } from "./audit.ts";

/** Every route of Alertmanager's configuration can take an alert. */
export const routes: Audit = ({ artifacts }) =>
  artifacts.environments.flatMap(({ alerting, environment }) =>
    deadRoutes(simulator(alerting.config).root).map(({ route, shadowedBy }) =>
      diagnostic("dead-route", {
        path: `environments.${environment}.alertmanager.route.${route.path.join(".")}`,
        message:
          shadowedBy === undefined
            ? `the route to ${route.receiver} asks for what no alert can have`
            : `the route to ${route.receiver} is never reached: the one to ${shadowedBy.receiver} before it takes everything`,
        hint: "Routes are made from teams: look for two that mean the same alerts.",
      }),
    ),
  );
