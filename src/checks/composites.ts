import type { Slo } from "../definitions/index.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { durationSeconds } from "../query/promql/index.ts";
import type { Check } from "./check.ts";

/** The parts of a composite are other SLOs of its service that are whole, ungrouped and of its window. */
export const composites: Check = ({ services }) =>
  services.flatMap((service) => {
    const slos = new Map(service.value.slos.map((slo) => [slo.name, slo]));
    return service.value.slos.flatMap((slo, index) =>
      slo.sli.kind === "composite"
        ? Object.keys(slo.sli.of).flatMap((name): readonly Diagnostic[] => {
            const problem = problemOf(slo, slos.get(name));
            return problem === undefined
              ? []
              : [
                  diagnostic("invalid-composite", {
                    ...service.at("slos", index, "sli", "of", name),
                    message: `"${slo.name}" cannot be made of "${name}": ${problem}`,
                    hint: slos.has(name)
                      ? "Name SLOs of the same service and window that are neither grouped nor composites themselves."
                      : suggest(
                          name,
                          [...slos.keys()].filter((other) => other !== slo.name),
                        ),
                  }),
                ];
          })
        : [],
    );
  });

function problemOf(whole: Slo, part: Slo | undefined): string | undefined {
  if (part === undefined) {
    return "the service has no such SLO";
  }
  if (part.sli.kind === "composite") {
    return "it is a composite itself";
  }
  if ((part.by ?? []).length > 0) {
    return `it has a budget for each ${(part.by ?? []).join(" and ")}`;
  }
  return durationSeconds(part.window) === durationSeconds(whole.window)
    ? undefined
    : `its window is ${part.window} and not ${whole.window}`;
}
