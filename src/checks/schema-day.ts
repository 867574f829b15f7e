import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Draft } from "../workspace/index.ts";

/**
 * Loki has a storage schema for the lines of today: before its first day it takes none. Apart from the other checks,
 * which say the same on every day.
 *
 * @param today in UTC, such as `2027-01-31`; days in this form sort as they follow each other
 */
export function schemaDay({ environments }: Draft, today: string): readonly Diagnostic[] {
  return environments.flatMap((environment) => {
    const { logs } = environment.value.settings;
    return logs?.kind === "loki" && logs.schemaFrom > today
      ? [
          diagnostic("invalid-value", {
            ...environment.at("platform", "logs", "schemaFrom"),
            message: `Loki of "${environment.value.name}" takes no line before ${logs.schemaFrom}`,
            hint: "Leave `schemaFrom` out, or write the day on which lines were first written.",
          }),
        ]
      : [];
  });
}
