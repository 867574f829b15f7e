import { equals, escapeRegex, type Matcher } from "../../../query/promql/index.ts";
import type { ServiceContext } from "../context.ts";
import type { PanelDraft, RowDraft } from "../model.ts";
import { servicesTable } from "../pages/services-table.ts";

/** The state of what the service needs, and of what needs it; nothing for a service that stands alone. */
export function dependenciesSection(context: ServiceContext): RowDraft | undefined {
  const { dependsOn, dependents } = context.service;
  const panels = [
    ...table(
      context,
      "needs",
      "Needs",
      dependsOn,
      "If one of these is unwell, the cause is probably there: talk to its team before you search here.",
    ),
    ...table(
      context,
      "needed-by",
      "Needed by",
      dependents,
      "These suffer when this service does. One that is unwell while this service is well has a cause of its own.",
    ),
  ];
  return panels.length === 0 ? undefined : { key: "row/dependencies", title: "Dependencies", panels };
}

function table(
  { environment, rawStep, ruleStep }: ServiceContext,
  key: string,
  title: string,
  names: readonly string[],
  description: string,
): readonly PanelDraft[] {
  if (names.length === 0) {
    return [];
  }
  const matchers: readonly Matcher[] = [
    equals("environment", environment.name),
    { label: "service", operator: "=~", value: names.map(escapeRegex).join("|") },
  ];
  return [
    servicesTable({
      key: `dependencies/${key}`,
      title,
      description,
      width: 24,
      count: names.length,
      matchers,
      // The targets of other services are not those that the reader chose.
      targets: matchers,
      rawStep,
      ruleStep,
    }),
  ];
}
