import { z } from "zod";
import { type Alert, alertSchema } from "./alert.ts";
import { type AlertPolicy, alertPolicySchema, type TierChange, tierChangesSchema } from "./alert-policy.ts";
import type { Catalog } from "./catalog.ts";
import { issue, nameSchema, type Tier, textSchema, tierSchema, urlSchema } from "./common.ts";
import { type DashboardFile, dashboardFileSchema } from "./dashboard-file.ts";
import { type ErrorTracking, errorTrackingSchema } from "./errors.ts";
import type { MetricHandles } from "./handles.ts";
import { type LogAlert, type LogFields, type LogLines, logAlertSchema } from "./log-lines.ts";
import { type LogContractOptions, logContractSchema } from "./logs.ts";
import { type Maintenance, maintenanceSchema } from "./maintenance.ts";
import { type MetricCatalog, metricSchema } from "./metric.ts";
import { type AlertOverride, alertOverrideSchema } from "./override.ts";
import { type Row, rowSchema } from "./panel.ts";
import { runbookSchema } from "./runbook.ts";
import { type RunsOn, runsOnSchema } from "./runs-on.ts";
import { type Slo, sloSchema } from "./slo.ts";
import { located } from "./source.ts";
import type { Team } from "./team.ts";
import { type Waiver, waiverSchema } from "./waiver.ts";

/** What a service is to the others; it chooses rows and words, never rules. */
export const componentSchema = z.enum([
  "application",
  "database",
  "gateway",
  "notification",
  "queue",
  "storage",
]);
/** What a service is to the others; it chooses rows and words, never rules. */
export type Component = z.infer<typeof componentSchema>;

/** A schema for a link of a service. */
export const linkSchema = z.strictObject({ title: textSchema, url: urlSchema });
/** A page about a service. */
export type Link = z.infer<typeof linkSchema>;

/** A schema for a service whose `slos` and `alerts` are lists already. */
export const serviceSchema = z.strictObject({
  kind: z.literal("service"),
  name: nameSchema,
  displayName: textSchema.optional(),
  description: textSchema.optional(),
  component: componentSchema.default("application"),
  team: z.string(),
  tier: tierSchema.default("standard"),
  environments: z.array(z.string()).min(1, "expected at least one environment").readonly().optional(),
  runsOn: runsOnSchema,
  metrics: z.record(z.string(), metricSchema).default({}),
  slos: z.array(sloSchema).readonly(),
  alerts: z.array(alertSchema).readonly(),
  rows: z.array(rowSchema).readonly().default([]),
  overrides: z.array(alertOverrideSchema).readonly().optional(),
  waivers: z
    .array(waiverSchema)
    .refine(
      (waivers) => new Set(waivers.map(({ pillar }) => pillar)).size === waivers.length,
      issue(
        "duplicate-name",
        "two waivers of one pillar",
        "Keep one of them: the two may say different days.",
      ),
    )
    .readonly()
    .optional(),
  policy: alertPolicySchema.optional(),
  tiers: tierChangesSchema.optional(),
  maintenance: z.array(maintenanceSchema).readonly().default([]),
  logs: logContractSchema.optional(),
  logAlerts: z.array(logAlertSchema).readonly().optional(),
  errors: errorTrackingSchema.optional(),
  dependsOn: z.array(z.string()).readonly(),
  quietWhileDown: z.array(z.string()).readonly().optional(),
  links: z.array(linkSchema).readonly().default([]),
  dashboards: z.array(dashboardFileSchema).readonly().default([]),
  runbooks: runbookSchema.optional(),
});

/** What {@link defineService} takes. */
export interface ServiceOptions<
  Metrics extends MetricCatalog,
  Fields extends LogFields = Record<never, never>,
> {
  /** Stable name; it becomes the `service` label of every series, alert and log line. */
  readonly name: string;
  /** What people call it. Default: the name. */
  readonly displayName?: string;
  /** What it does, in a sentence. */
  readonly description?: string;
  /** What it is to the others. Default `"application"`. */
  readonly component?: Component;
  /** Who owns it and hears of its alerts. */
  readonly team: Team;
  /** How important it is. Default `"standard"`. */
  readonly tier?: Tier;
  /** Names of the environments it runs in. Default: all. */
  readonly environments?: readonly string[];
  /** Where it runs, and how its metrics are found there. */
  readonly runsOn: RunsOn;
  /** What it exposes. */
  readonly metrics?: Metrics;
  /**
   * Catalogs of what it is made of or fronts, such as `uses: [postgres()]`: their metrics, SLOs and alerts come
   * beside its own.
   */
  readonly uses?: readonly Catalog[];
  /** Its objectives; a function receives the metrics as handles that know their labels, and its log lines. */
  readonly slos?:
    | readonly Slo[]
    | ((metrics: MetricHandles<Metrics>, lines: LogLines<Fields>) => readonly Slo[]);
  /** Its own alerts, beside those that SLOs make. */
  readonly alerts?: readonly Alert[] | ((metrics: MetricHandles<Metrics>) => readonly Alert[]);
  /** Rows of its dashboard beside the standard ones; a function receives the metrics as handles. */
  readonly rows?: readonly Row[] | ((metrics: MetricHandles<Metrics>) => readonly Row[]);
  /** Changes to alerts, by id, each with a reason. */
  readonly overrides?: readonly AlertOverride[];
  /** What it may lack of its tier's coverage policy, each for a reason and until a day. */
  readonly waivers?: readonly Waiver[];
  /** How its SLOs alert. Default: the platform's policy for the tier. */
  readonly policy?: AlertPolicy;
  /** What it changes of the policy's tiers, by their names: `{ "ticket-slow": false }` switches one off. */
  readonly tiers?: Readonly<Record<string, TierChange>>;
  /** Times in which its SLOs spend no budget. Default: none. */
  readonly maintenance?: readonly Maintenance[];
  /** What its log lines look like; without it no log is collected from it. */
  readonly logs?: LogContractOptions<Fields>;
  /** Alerts on its log lines; a function receives these as a handle that knows the fields of the contract. */
  readonly logAlerts?: readonly LogAlert[] | ((lines: LogLines<Fields>) => readonly LogAlert[]);
  /** How its errors are tracked. */
  readonly errors?: ErrorTracking;
  /** Services that it cannot work without. */
  readonly dependsOn?: readonly Service[];
  /**
   * Dependencies, of tier `"critical"`, without which every alert of this service says the same: while one of them is
   * down, its own alert is sent and those of this service are not. Default: none.
   */
  readonly quietWhileDown?: readonly Service[];
  /** Pages about it. */
  readonly links?: readonly Link[];
  /** Existing dashboards about it, beside the one that is made. */
  readonly dashboards?: readonly DashboardFile[];
  /**
   * Where its runbooks are: an address below which there is a page for each alert's name, or a Markdown file of the
   * workspace such as `"runbooks/checkout.md"`, with alerts led to the heading of their name where it has one.
   */
  readonly runbooks?: string;
}

/** A service as its author wrote it; the workspace resolves names, defaults and callbacks. */
export interface Service
  extends Omit<ServiceOptions<MetricCatalog, LogFields>, "slos" | "alerts" | "logAlerts" | "rows"> {
  readonly kind: "service";
  readonly logAlerts?: unknown;
  readonly slos?: unknown;
  readonly alerts?: unknown;
  readonly rows?: unknown;
}

/**
 * Declares a service. Mistakes in it are collected by the workspace, never thrown here.
 *
 * @example defineService({
 *   name: "checkout",
 *   team: payments,
 *   tier: "critical",
 *   runsOn: kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" }),
 *   metrics: { requests: counter("http_requests_total", { labels: ["status_code"] }) },
 *   slos: ({ requests }) => [availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } })],
 * })
 */
export function defineService<
  const Metrics extends MetricCatalog = Record<never, never>,
  const Fields extends LogFields = Record<never, never>,
>(options: ServiceOptions<Metrics, Fields>): Service {
  return located<Service>({ kind: "service", ...options } as Service, defineService);
}
