import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/** Series that Prometheus writes itself, of each target and of each alert. */
const OF_PROMETHEUS = /^(?:up|ALERTS|ALERTS_FOR_STATE|scrape_(?:duration_seconds|samples_\w+|series_added))$/;
/** What rules of Crowsnest record. */
const OF_RULES = /^slo:/;

/** No metric of a service has the name of series that something else writes: both would be added up. */
export const reservedSeries: Check = ({ services }) =>
  services.flatMap((service) =>
    Object.entries(service.value.metrics).flatMap(([key, { name }]): Diagnostic[] => {
      const writer = OF_PROMETHEUS.test(name) ? "Prometheus" : OF_RULES.test(name) ? "a rule" : undefined;
      return writer === undefined
        ? []
        : [
            diagnostic("name-collision", {
              ...service.at("metrics", key, "name"),
              message: `${writer} writes series called ${name} itself`,
              hint: "Read them with promql(…); a metric of a service has a name of its own.",
            }),
          ];
    }),
  );
