import { DEFAULT_RETENTION_CLASS } from "../definitions/logs.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { isDuration } from "../query/promql/index.ts";
import { runsIn } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/** Retention classes that services name are declared wherever they run. */
export const retentionClasses: Check = ({ environments, services }) =>
  services.flatMap((service): readonly Diagnostic[] => {
    const retention = service.value.logs?.retention;
    if (retention === undefined || retention === DEFAULT_RETENTION_CLASS || isDuration(retention)) {
      return [];
    }
    const without = environments
      .filter(({ value: { name } }) => runsIn(service.value, name))
      .filter(({ value: { settings } }) => !Object.hasOwn(settings.logs?.retentionClasses ?? {}, retention));
    const [first] = without;
    const known = Object.keys(first?.value.settings.logs?.retentionClasses ?? {});
    return first?.value.settings.logs === undefined
      ? []
      : [
          diagnostic("unknown-retention-class", {
            ...service.at("logs", "retention"),
            message: `${without.map(({ value: { name } }) => name).join(", ")} has no retention class "${retention}"`,
            hint: `Declare it in \`retentionClasses\` of the platform's logs, or write a duration such as "14d". ${suggest(retention, known)}`,
          }),
        ];
  });
