import { TARGET_LABELS } from "../definitions/target-labels.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";

/** Labels of a metric keep their names: none is one that the scrape or Prometheus sets. */
export const metricLabels: Check = ({ services }) =>
  services.flatMap((service) =>
    Object.entries(service.value.metrics).flatMap(([key, { kind, labels, name }]): Diagnostic[] => {
      const place = service.at("metrics", key, "labels");
      const seen = new Set<string>();
      return labels.flatMap((label): Diagnostic[] => {
        const twice = seen.has(label);
        seen.add(label);
        if (twice) {
          const message = `${name} lists the label "${label}" twice`;
          return [diagnostic("label-collision", { ...place, message, hint: "List each label once." })];
        }
        if (TARGET_LABELS.has(label)) {
          const message = `the scrape sets the label "${label}" of ${name} itself`;
          const hint = `Prometheus keeps what the service exposes as "exported_${label}": list that instead.`;
          return [diagnostic("label-collision", { ...place, message, hint })];
        }
        if (label === "le" && kind === "histogram") {
          const message = `"le" is the bucket of the histogram ${name}`;
          return [diagnostic("label-collision", { ...place, message, hint: "Leave it out." })];
        }
        return [];
      });
    }),
  );
