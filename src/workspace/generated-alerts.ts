/** Names of the alerts that Crowsnest makes for every service; none of a user's may be one of them. */
export const GENERATED_ALERTS: ReadonlySet<string> = new Set([
  "AlertmanagerConfigRejected",
  "ErrorBudgetBurn",
  "ErrorBudgetDrop",
  "ErrorBudgetExhausted",
  "ErrorBudgetLow",
  "HighErrorRatio",
  "InfoInhibitor",
  "LogErrors",
  "LogVolume",
  "ProbeFailing",
  "ServiceAbsent",
  "ServiceDown",
  "ServiceTargetsDown",
  "SloMetricVanished",
  "Watchdog",
]);
