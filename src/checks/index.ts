import { type Diagnostic, sortDiagnostics } from "../diagnostics/index.ts";
import type { Draft } from "../workspace/index.ts";
import { alertNames } from "./alert-names.ts";
import { budgetDrops } from "./budget-drops.ts";
import { burnRateTiers } from "./burn-rate-tiers.ts";
import { cardinality } from "./cardinality.ts";
import type { Check } from "./check.ts";
import { composites } from "./composites.ts";
import { countableLines } from "./countable-lines.ts";
import { dashboardFiles } from "./dashboard-files/index.ts";
import { dashboardLinksOfServices } from "./dashboard-links.ts";
import { dependencyCycles } from "./dependency-cycles.ts";
import { duplicateNames } from "./duplicate-names.ts";
import { elk } from "./elk.ts";
import { latencyThresholds } from "./latency-thresholds.ts";
import { logAges } from "./log-ages.ts";
import { logAlerts } from "./log-alerts.ts";
import { logContracts } from "./log-contracts.ts";
import { logFields } from "./log-fields.ts";
import { logPipelines } from "./log-pipelines.ts";
import { logSources } from "./log-sources.ts";
import { maintenanceEnds } from "./maintenance-ends.ts";
import { metricLabels } from "./metric-labels.ts";
import { nameCollisions } from "./name-collisions.ts";
import { onCall } from "./on-call.ts";
import { panels } from "./panels.ts";
import { pillars } from "./pillars.ts";
import { prometheusVersion } from "./prometheus-version.ts";
import { promqlChecks } from "./promql/index.ts";
import { quietWhileDown } from "./quiet-while-down.ts";
import { receiverSupport } from "./receiver-support.ts";
import { references } from "./references.ts";
import { reservedSeries } from "./reserved-series.ts";
import { retentionClasses } from "./retention-classes.ts";
import { runbooks } from "./runbooks.ts";
import { scrapeTimeouts } from "./scrape-timeouts.ts";
import { sharedPods } from "./shared-pods.ts";
import { sharedTargets } from "./shared-targets.ts";
import { sloEvents } from "./slo-events.ts";
import { sloGroups } from "./slo-groups.ts";
import { sloMetrics } from "./slo-metrics.ts";
import { sloWindows } from "./slo-windows.ts";
import { stackNames } from "./stack-names.ts";
import { teamReceivers } from "./team-receivers.ts";

export { schemaDay } from "./schema-day.ts";
export { waiverDates } from "./waiver-dates.ts";

const checks: readonly Check[] = [
  alertNames,
  budgetDrops,
  burnRateTiers,
  cardinality,
  composites,
  countableLines,
  dashboardFiles,
  dashboardLinksOfServices,
  dependencyCycles,
  duplicateNames,
  elk,
  latencyThresholds,
  logAges,
  logAlerts,
  logContracts,
  logFields,
  logPipelines,
  logSources,
  maintenanceEnds,
  metricLabels,
  nameCollisions,
  onCall,
  panels,
  pillars,
  prometheusVersion,
  ...promqlChecks,
  quietWhileDown,
  receiverSupport,
  references,
  reservedSeries,
  retentionClasses,
  runbooks,
  scrapeTimeouts,
  sharedPods,
  sharedTargets,
  sloEvents,
  sloGroups,
  sloMetrics,
  sloWindows,
  stackNames,
  teamReceivers,
];

/** Runs every check; ordered, and each finding once. */
export function checkWorkspace(draft: Draft): readonly Diagnostic[] {
  return sortDiagnostics(checks.flatMap((check) => check(draft)));
}
