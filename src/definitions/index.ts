export { type LabelCondition, type LabelConditions, not } from "../query/promql/index.ts";
export { type Alert, type AlertOptions, alert, promql } from "./alert.ts";
export {
  type AlertPolicy,
  type AlertPolicyOptions,
  type BudgetPolicyOptions,
  type BurnRateTier,
  type BurnRateTierOptions,
  defineAlertPolicy,
  type TierChange,
  workbookPolicy,
} from "./alert-policy.ts";
export { type Catalog, type CatalogOptions, type CatalogScope, defineCatalog } from "./catalog.ts";
export type { Severity, Tier } from "./common.ts";
export {
  type CoveragePolicy,
  type CoveragePolicyOptions,
  coveragePolicy,
  defaultCoveragePolicy,
} from "./coverage-policy.ts";
export { type DashboardFile, type DashboardFileOptions, dashboardFile } from "./dashboard-file.ts";
export {
  type ElasticsearchNodes,
  type Elk,
  type ElkOptions,
  elk,
  type LogstashPipeline,
  logstashPipeline,
} from "./elk.ts";
export {
  type Backend,
  type Cluster,
  defineEnvironment,
  type Environment,
  type EnvironmentOptions,
  gcsBackend,
  inCluster,
  kubeconfig,
  localBackend,
  s3Backend,
} from "./environment.ts";
export { type ErrorTracking, sentry } from "./errors.ts";
export {
  allOf,
  anyOf,
  type Condition,
  CounterHandle,
  GaugeHandle,
  HistogramHandle,
  InfoHandle,
  type MetricHandles,
  NativeHistogramHandle,
  Query,
  type TargetLabel,
} from "./handles.ts";
export type { IngressOptions, VolumeOptions } from "./kubernetes-parts.ts";
export type { LatencyThreshold } from "./latency-threshold.ts";
export { type LogAlert, type LogAlertOptions, type LogFields, LogLines, logAlert } from "./log-lines.ts";
export { type LinePattern, linePattern } from "./log-pattern.ts";
export {
  type FilesOptions,
  files,
  type LogSource,
  type LogSourceOptions,
  type SyslogOptions,
  syslog,
} from "./log-source.ts";
export type {
  LogContract,
  LogContractOptions,
  LogFieldName,
  LogFormat,
  LogLevel,
} from "./logs.ts";
export {
  type FilesystemStorage,
  filesystem,
  type Loki,
  type LokiOptions,
  loki,
  type S3Storage,
  s3,
} from "./loki.ts";
export { daily, type Maintenance, once, type Weekday, weekly } from "./maintenance.ts";
export {
  type Counter,
  counter,
  type Gauge,
  gauge,
  type Histogram,
  histogram,
  type Info,
  info,
  type Metric,
  type MetricCatalog,
  type MetricOptions,
  type MetricSubject,
  type NativeHistogram,
  nativeHistogram,
} from "./metric.ts";
export type { OnCallOptions, WeeklyHours } from "./on-call.ts";
export { type AlertOverride, override } from "./override.ts";
export {
  type Panel,
  type PanelOptions,
  type PanelQuery,
  panel,
  type Row,
  rateInterval,
  row,
} from "./panel.ts";
export type { Pillar } from "./pillar.ts";
export {
  type AlertmanagerOptions,
  DEFAULT_CHART_VERSIONS,
  definePlatform,
  type GrafanaOptions,
  type Platform,
  type PlatformOptions,
  type PlatformSettings,
  type PrometheusOptions,
  type ResolvedPlatform,
  type SentryOptions,
} from "./platform.ts";
export {
  discord,
  email,
  incidentIo,
  jira,
  mattermost,
  microsoftTeams,
  opsgenie,
  pagerduty,
  type Receiver,
  type ReceiverOptions,
  rocketChat,
  slack,
  sns,
  telegram,
  victorOps,
  webhook,
} from "./receiver.ts";
export { kubernetes, type RunsOn } from "./runs-on.ts";
export { type SecretRef, secretRef } from "./secret.ts";
export {
  type Component,
  defineService,
  type Link,
  type Service,
  type ServiceOptions,
} from "./service.ts";
export type { Sli } from "./sli.ts";
export {
  type AvailabilityOptions,
  availability,
  type CountedEvents,
  type Counters,
  type EventPart,
  type LatencyOptions,
  latency,
  type Slo,
  type SloOptions,
} from "./slo.ts";
export {
  type CompositeOptions,
  composite,
  type ErrorRatioOptions,
  errorRatio,
  type LogEventsOptions,
  logEvents,
  type ProbeOptions,
  probe,
  type TimeSlicesOptions,
  timeSlices,
  type UptimeOptions,
  uptime,
} from "./slo-kinds.ts";
export {
  defineTeam,
  type ErrorChannel,
  type Receivers,
  sentrySlack,
  type Team,
  type TeamOptions,
} from "./team.ts";
export { jaeger, type Traces, tempo } from "./traces.ts";
export type { Share, ThresholdText } from "./unit.ts";
export { type Waiver, type WaiverOptions, waiver } from "./waiver.ts";
export { defineWorkspace, type WorkspaceDefinition, type WorkspaceOptions } from "./workspace.ts";
