import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Check } from "./check.ts";
import { readTemplate } from "./promql/template.ts";

/** Texts of alerts on log lines are templates that can be read: a ruler refuses a whole group for one that cannot. */
export const logAlerts: Check = ({ services }) =>
  services.flatMap((service) =>
    (service.value.logAlerts ?? []).flatMap((alert, index) =>
      (["summary", "description"] as const).flatMap((key): readonly Diagnostic[] =>
        readTemplate(alert[key] ?? "").problems.map((problem) =>
          diagnostic("invalid-template", { ...service.at("logAlerts", index, key), ...problem }),
        ),
      ),
    ),
  );
