import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { AlertReport } from "./alert-reports.ts";
import { type Audit, originOf } from "./audit.ts";

/** Every alert that is not `info` reaches somebody, by a route of its own, and nobody hears of it twice. */
export const reachability: Audit = (made) =>
  made.reports.flatMap((report) => {
    // Only where there is a mistake: places are dear.
    const place = () => originOf(made, report);
    const found: Diagnostic[] = [];
    const { deliveries, environment, id, rule } = report;
    const reached = deliveries.filter(({ integrations }) => integrations.length > 0);
    if (reached.length === 0 && rule.labels.severity !== "info") {
      found.push(
        diagnostic("alert-reaches-nobody", {
          ...place(),
          message: `the alert ${id} reaches nobody in "${environment}": its receivers are ${names(report)}`,
          hint: `Name receivers for ${rule.labels.severity} in \`notify\` of the team "${rule.labels.team}".`,
        }),
      );
    }
    if (deliveries.some(({ route }) => route.path.length === 0)) {
      found.push(
        diagnostic("alert-on-default-receiver", {
          ...place(),
          message: `the alert ${id} has no route of its own in "${environment}" and lands on the default receiver`,
          hint: `Add the team "${rule.labels.team}" to \`teams\` of defineWorkspace.`,
        }),
      );
    }
    const simultaneous = reached.filter(
      ({ route }) => route.activeIntervals.length + route.muteIntervals.length === 0,
    );
    const twice = simultaneous.find(({ receiver }, index) =>
      simultaneous.slice(0, index).some((other) => other.receiver === receiver),
    );
    if (twice !== undefined) {
      found.push(
        diagnostic("alert-delivered-twice", {
          ...place(),
          message: `the alert ${id} is sent to ${twice.receiver} twice in "${environment}"`,
          hint: "Name each receiver once for a severity.",
        }),
      );
    }
    return found;
  });

function names({ deliveries }: AlertReport): string {
  return deliveries.map(({ receiver }) => receiver).join(", ") || "none";
}
