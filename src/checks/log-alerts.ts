import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { runsIn } from "../workspace/index.ts";
import type { Check } from "./check.ts";
import { EXTERNAL_LABELS, readTemplate } from "./promql/template.ts";

/**
 * Texts of alerts on log lines are templates that can be read, for a ruler refuses a whole group for one that cannot;
 * and that can be filled: lines are counted together, so that no label of theirs is left, and Loki's ruler has no
 * labels of its own.
 */
export const logAlerts: Check = ({ environments, services }) =>
  services.flatMap((service) => {
    const inLoki = environments.some(
      ({ value: { name, settings } }) => runsIn(service.value, name) && settings.logs?.kind === "loki",
    );
    return (service.value.logAlerts ?? []).flatMap((alert, index) =>
      (["summary", "description"] as const).flatMap((key): readonly Diagnostic[] => {
        const { externalLabels, labels, problems } = readTemplate(alert[key] ?? "");
        const place = service.at("logAlerts", index, key);
        return [
          ...problems.map((problem) => diagnostic("invalid-template", { ...place, ...problem })),
          ...labels.map((label) =>
            diagnostic("template-label-dropped", {
              ...place,
              message: `the template reads the label "${label}", and lines are counted without labels: it will be empty`,
              hint: "Show {{ $value }}, the number of lines, or make an alert for each value.",
            }),
          ),
          ...externalLabels
            .filter((label) => inLoki || !EXTERNAL_LABELS.has(label))
            .map((label) =>
              diagnostic("template-label-dropped", {
                ...place,
                message: `${inLoki ? "Loki" : "Prometheus"} itself has no label "${label}": it will be empty`,
                hint: "Leave it out: messages say the service and its environment themselves.",
              }),
            ),
        ];
      }),
    );
  });
