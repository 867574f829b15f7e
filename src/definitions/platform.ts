import { z } from "zod";
import { type AlertPolicy, alertPolicySchema } from "./alert-policy.ts";
import {
  baseUrlSchema,
  durationSchema,
  kubernetesNameSchema,
  nameSchema,
  namespaceSchema,
  type Tier,
} from "./common.ts";
import { type CoveragePolicy, coveragePolicySchema } from "./coverage-policy.ts";
import { type ElkOptions, elkSchema } from "./elk.ts";
import { type IngressOptions, ingressSchema, type VolumeOptions, volumeSchema } from "./kubernetes-parts.ts";
import { type LokiOptions, lokiSchema } from "./loki.ts";
import { type Receiver, receiverSchema } from "./receiver.ts";
import { type SecretRef, secretRefSchema } from "./secret.ts";
import { located } from "./source.ts";
import type { Team } from "./team.ts";
import { type Traces, tracesSchema } from "./traces.ts";

const versionSchema = z
  .string()
  .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, 'expected an exact chart version such as "88.5.3"');

/** Charts whose versions a platform may choose; the defaults are what Crowsnest is tested against. */
export const DEFAULT_CHART_VERSIONS = {
  eckOperator: "3.5.0",
  eckStack: "0.20.0",
  kubePrometheusStack: "88.5.3",
  loki: "18.11.0",
  opentelemetryCollector: "0.170.0",
  prometheusBlackboxExporter: "11.17.2",
  prometheusElasticsearchExporter: "7.4.0",
  prometheusOperatorCrds: "31.0.1",
} as const;

/** The Prometheus that the default kube-prometheus-stack brings. */
export const DEFAULT_PROMETHEUS_VERSION = "3.14.0";

/** The Alertmanager that the default kube-prometheus-stack brings. */
export const DEFAULT_ALERTMANAGER_VERSION = "0.34.0";

const prometheusSchema = z.strictObject({
  version: z
    .string()
    .regex(/^3\.\d+\.\d+$/, 'expected an exact version of Prometheus 3, such as "3.14.0"')
    .default(DEFAULT_PROMETHEUS_VERSION),
  replicas: z.int().min(1).max(10).default(2),
  retention: durationSchema.default("35d"),
  retentionSize: z
    .string()
    .regex(/^\d+(B|KB|MB|GB|TB|PB)$/, 'expected a size such as "40GB"')
    .optional(),
  storage: volumeSchema.default({ size: "100Gi" }),
  scrapeInterval: durationSchema.default("15s"),
  evaluationInterval: durationSchema.default("30s"),
});

const alertmanagerSchema = z.strictObject({
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'expected an exact version such as "0.34.0"')
    .default(DEFAULT_ALERTMANAGER_VERSION),
  replicas: z.int().min(1).max(9).default(3),
  retention: durationSchema.default("120h"),
  storage: volumeSchema.default({ size: "2Gi" }),
  receivers: z.array(receiverSchema).min(1, "expected at least one receiver").readonly(),
  defaultReceiver: z.string(),
  heartbeat: z.strictObject({ url: secretRefSchema, every: durationSchema.default("5m") }),
  smtp: z
    .strictObject({
      host: z.string().regex(/^[^\s:]+:\d+$/, 'expected "host:port"'),
      from: z.email(),
      username: z.string().optional(),
      password: secretRefSchema.optional(),
    })
    .optional(),
});

const grafanaSchema = z.strictObject({
  url: baseUrlSchema,
  admin: z.strictObject({ secretName: kubernetesNameSchema }),
  storage: volumeSchema.default({ size: "10Gi" }),
  dashboardSchema: z.enum(["classic", "v2"]).default("classic"),
  ingress: ingressSchema.prefault({}),
});

const sentrySchema = z.strictObject({
  organization: z.string().regex(/^[a-z0-9][a-z0-9-_]{0,49}$/, "expected the organization's slug"),
  url: baseUrlSchema.optional(),
});

/** A schema for {@link Platform}. */
export const platformSchema = z.strictObject({
  kind: z.literal("platform"),
  name: nameSchema,
  team: z.string(),
  namespaces: z
    .strictObject({
      monitoring: namespaceSchema.default("monitoring"),
      logging: namespaceSchema.default("logging"),
      agents: namespaceSchema.default("node-agents"),
    })
    .prefault({}),
  prometheus: prometheusSchema.prefault({}),
  alertmanager: alertmanagerSchema,
  grafana: grafanaSchema,
  logs: z.discriminatedUnion("kind", [lokiSchema, elkSchema]).optional(),
  errors: sentrySchema.optional(),
  traces: tracesSchema.optional(),
  runbooks: baseUrlSchema.optional(),
  policies: z
    .strictObject({
      critical: alertPolicySchema.optional(),
      standard: alertPolicySchema.optional(),
      low: alertPolicySchema.optional(),
    })
    .default({}),
  coverage: coveragePolicySchema.optional(),
  charts: z
    .strictObject({
      eckOperator: versionSchema.default(DEFAULT_CHART_VERSIONS.eckOperator),
      eckStack: versionSchema.default(DEFAULT_CHART_VERSIONS.eckStack),
      kubePrometheusStack: versionSchema.default(DEFAULT_CHART_VERSIONS.kubePrometheusStack),
      loki: versionSchema.default(DEFAULT_CHART_VERSIONS.loki),
      opentelemetryCollector: versionSchema.default(DEFAULT_CHART_VERSIONS.opentelemetryCollector),
      prometheusBlackboxExporter: versionSchema.default(DEFAULT_CHART_VERSIONS.prometheusBlackboxExporter),
      prometheusElasticsearchExporter: versionSchema.default(
        DEFAULT_CHART_VERSIONS.prometheusElasticsearchExporter,
      ),
      prometheusOperatorCrds: versionSchema.default(DEFAULT_CHART_VERSIONS.prometheusOperatorCrds),
    })
    .prefault({}),
});

/** Where everything runs, with all defaults filled in. */
export type ResolvedPlatform = z.infer<typeof platformSchema>;

/** How Prometheus is run. */
export interface PrometheusOptions {
  /**
   * Exact version of its image, of Prometheus 3. What definitions use must have come with it or before. Default: what
   * the default chart brings.
   */
  readonly version?: string;
  /** Identical replicas, each scraping everything. Default 2. */
  readonly replicas?: number;
  /** How long samples are kept; at least as long as the longest SLO window. Default `"35d"`. */
  readonly retention?: string;
  /** Size above which the oldest samples go, such as `"80GB"`. Default: none. */
  readonly retentionSize?: string;
  /** Default 100Gi for each replica. */
  readonly storage?: VolumeOptions;
  /** Default `"15s"`. */
  readonly scrapeInterval?: string;
  /** How often rules are evaluated. Default `"30s"`. */
  readonly evaluationInterval?: string;
}

/** How alerts are delivered. */
export interface AlertmanagerOptions {
  /** Exact version of its image. Default: what the default chart brings. */
  readonly version?: string;
  /** Members of the cluster. Default 3. */
  readonly replicas?: number;
  /** How long silences and the log of notifications are kept. Default `"120h"`. */
  readonly retention?: string;
  /** Default 2Gi for each replica. */
  readonly storage?: VolumeOptions;
  /** Every receiver that teams may use. */
  readonly receivers: readonly Receiver[];
  /** Who hears of an alert that no team's route takes: a person, never nobody. */
  readonly defaultReceiver: Receiver;
  /** An outside system that must hear from the Watchdog, and raises the alarm when it does not. */
  readonly heartbeat: { readonly url: SecretRef; readonly every?: string };
  /** The mail server for `email` receivers. */
  readonly smtp?: {
    /** `host:port`. */
    readonly host: string;
    readonly from: string;
    readonly username?: string;
    readonly password?: SecretRef;
  };
}

/** How Grafana is run and reached. */
export interface GrafanaOptions {
  /** Address that people open; links in alerts lead there. */
  readonly url: string;
  /** Secret with the keys `admin-user` and `admin-password`, in the monitoring namespace. */
  readonly admin: { readonly secretName: string };
  /** Default 10Gi. */
  readonly storage?: VolumeOptions;
  /** Grafana's schema of dashboards: `"v2"` needs Grafana 13 and keeps panel ids. Default `"classic"`. */
  readonly dashboardSchema?: "classic" | "v2";
  /** How people's requests come in; nothing else outside may open a connection. */
  readonly ingress?: IngressOptions;
}

/** The Sentry organization; the token comes from `SENTRY_AUTH_TOKEN` when Terraform runs. */
export interface SentryOptions {
  readonly organization: string;
  /** Address of a Sentry of your own. Default: sentry.io. */
  readonly url?: string;
}

/** What may differ between environments. */
export interface PlatformSettings {
  readonly prometheus?: PrometheusOptions;
  readonly alertmanager: AlertmanagerOptions;
  readonly grafana: GrafanaOptions;
  /** Where logs go: `loki({ … })` or `elk({ … })`. Without it no service may declare logs. */
  readonly logs?: LokiOptions | ElkOptions;
  /** Where errors go; without it no service may declare errors. */
  readonly errors?: SentryOptions;
  /** Where traces are kept, by whoever runs it. Default: nothing leads to traces. */
  readonly traces?: Traces;
  /**
   * Address at which people read the workspace's folder, such as `"https://github.com/shop/observability/blob/main"`:
   * runbooks that are files of the workspace are linked below it. Without it every runbook is an address.
   */
  readonly runbooks?: string;
  /**
   * Namespaces of what Crowsnest runs. Defaults `"monitoring"`, `"logging"`, and `"node-agents"` for what reads the
   * nodes' files: the only one whose pods may.
   */
  readonly namespaces?: { readonly monitoring?: string; readonly logging?: string; readonly agents?: string };
  /** How SLOs alert, by tier of their service. Default: the workbook's policy for all. */
  readonly policies?: { readonly [T in Tier]?: AlertPolicy };
  /**
   * What services must have, by tier; `crowsnest check` warns where one lacks it. Default: only `crowsnest coverage`
   * asks, for {@link defaultCoveragePolicy}.
   */
  readonly coverage?: CoveragePolicy;
  /** Exact chart versions. Defaults: those that Crowsnest is tested against. */
  readonly charts?: { readonly [Chart in keyof typeof DEFAULT_CHART_VERSIONS]?: string };
}

/** What {@link definePlatform} takes. */
export interface PlatformOptions extends PlatformSettings {
  /** Stable name; it becomes the prefix of releases. */
  readonly name: string;
  /** Who hears of the platform's own alerts. */
  readonly team: Team;
}

/** A platform as its author wrote it. */
export interface Platform extends PlatformOptions {
  readonly kind: "platform";
}

/**
 * Declares where it all runs.
 *
 * @example definePlatform({
 *   name: "shop",
 *   team: platformTeam,
 *   alertmanager: { receivers: [pager, chat], defaultReceiver: chat, heartbeat: { url: secretRef({ … }) } },
 *   grafana: { url: "https://grafana.shop.example", admin: { secretName: "grafana-admin" } },
 * })
 */
export function definePlatform(options: PlatformOptions): Platform {
  return located<Platform>({ kind: "platform", ...options }, definePlatform);
}
