/**
 * What must hold for the artifacts together: every alert reaches somebody in time, each service has what its tier must
 * have, and what is read of SLOs is recorded. Checks look at definitions; audits look at what was made of them.
 *
 * @module
 */
import { type Diagnostic, sortDiagnostics } from "../diagnostics/index.ts";
import { type AlertReport, alertReports } from "./alert-reports.ts";
import type { Audit, Made } from "./audit.ts";
import { coverageGaps } from "./coverage-gaps.ts";
import { deliveryTimes } from "./delivery-times.ts";
import { overrides } from "./overrides.ts";
import { reachability } from "./reachability.ts";
import { recordedSeries } from "./recorded-series.ts";
import { routes } from "./routes.ts";

export { type AlertReport, alertReports } from "./alert-reports.ts";
export { originOf } from "./audit.ts";
export { terms } from "./delivery-times.ts";

const audits: readonly Audit[] = [
  coverageGaps,
  deliveryTimes,
  overrides,
  reachability,
  recordedSeries,
  routes,
];

/** Runs every audit; ordered, and each finding once. */
export function auditArtifacts(made: Omit<Made, "reports">): readonly Diagnostic[] {
  const reports = made.workspace.environments.flatMap((environment): readonly AlertReport[] => {
    const artifacts = made.artifacts.environments.find((each) => each.environment === environment.name);
    return artifacts === undefined ? [] : alertReports(environment, artifacts);
  });
  return sortDiagnostics(audits.flatMap((audit) => audit({ ...made, reports })));
}
