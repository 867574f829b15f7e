export {
  type Draft,
  type Drafted,
  draftWorkspace,
  type ParsedEnvironment,
  type ParsedService,
} from "./draft.ts";
export { CRITICAL_DELIVERY_SECONDS, deliveryLimitSeconds, FAST, isUrgent, PULSE_INTERVAL } from "./fast.ts";
export { GENERATED_ALERTS } from "./generated-alerts.ts";
export { atKeys } from "./key-places.ts";
export { CONFIG_FILE, loadExports, loadWorkspace } from "./load.ts";
export { freeStretches, recurrenceOf, WEEK_SECONDS } from "./maintenance.ts";
export type {
  ImportedFile,
  ResolvedEnvironment,
  ResolvedLogs,
  ResolvedService,
  ResolvedTeam,
  Workspace,
} from "./model.ts";
export * from "./names.ts";
export { defaultScrapeTimeout, resolveWorkspace } from "./resolve.ts";
export { keptFor } from "./retention.ts";
export { runsIn } from "./runs-in.ts";
