import type { ElasticsearchArtifact, TeamKibanaArtifact } from "./elasticsearch.ts";
import type { ServiceArtifact } from "./inventory.ts";
import type { JsonObject } from "./json.ts";
import type { HelmReleaseArtifact } from "./release.ts";

/** Everything that a workspace becomes, before any target's format: plain, readonly, sorted data. */
export interface Artifacts {
  readonly environments: readonly EnvironmentArtifacts[];
}

/** Everything for one environment. */
export interface EnvironmentArtifacts {
  readonly alerting: AlertingArtifact;
  readonly backend: BackendArtifact;
  readonly cluster: ClusterArtifact;
  /** Releases that bring custom resource definitions; applied before anything that is planned on them. */
  readonly crds: readonly HelmReleaseArtifact[];
  /** What Elasticsearch holds; `null` when logs are kept elsewhere. */
  readonly elasticsearch: ElasticsearchArtifact | null;
  readonly environment: string;
  readonly grafanaUrl: string;
  readonly platform: PlatformArtifact;
  /** Collectors for machines outside the cluster, sorted by the service whose lines they read. */
  readonly hostCollectors: readonly HostCollectorArtifact[];
  /** Where errors are tracked; `null` when nothing is. */
  readonly sentry: SentryOrganizationArtifact | null;
  readonly teams: readonly TeamArtifacts[];
}

/** The configuration of a collector on a machine outside the cluster, which whoever runs the machine installs. */
export interface HostCollectorArtifact {
  readonly config: JsonObject;
  readonly service: string;
}

/** How Terraform reaches the cluster. */
export type ClusterArtifact =
  | { readonly context: string; readonly kind: "kubeconfig"; readonly path: string | null }
  | { readonly kind: "inCluster" };

/** Where Terraform keeps its state. */
export type BackendArtifact =
  | { readonly directory: string | null; readonly kind: "local" }
  | { readonly bucket: string; readonly kind: "s3"; readonly prefix: string; readonly region: string }
  | { readonly bucket: string; readonly kind: "gcs"; readonly prefix: string };

/** What the platform stack makes. */
export interface PlatformArtifact {
  readonly namespaces: readonly NamespaceArtifact[];
  readonly networkPolicies: readonly NetworkPolicyArtifact[];
  readonly releases: readonly HelmReleaseArtifact[];
}

export interface NamespaceArtifact {
  readonly labels: Readonly<Record<string, string>>;
  readonly name: string;
}

/** Ports and peers that may reach pods of a namespace; whatever no policy allows is denied. */
export interface NetworkPolicyArtifact {
  readonly ingress: readonly NetworkPolicyRule[];
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods that the policy is for; empty for all of the namespace. */
  readonly podLabels: Readonly<Record<string, string>>;
}

export interface NetworkPolicyRule {
  /** Who may connect; an empty object of labels is any pod of the named namespaces. */
  readonly from: readonly {
    /** Labels of the peers' namespace; `null` for the policy's own namespace. */
    readonly namespaceLabels: Readonly<Record<string, string>> | null;
    readonly podLabels: Readonly<Record<string, string>>;
  }[];
  /** Ranges of addresses outside the cluster that may connect as well. */
  readonly fromRanges?: readonly string[];
  readonly ports: readonly { readonly port: string; readonly protocol: "TCP" | "UDP" }[];
}

/** The whole of Alertmanager's configuration, in one Secret that Crowsnest owns. */
export interface AlertingArtifact {
  /** Alertmanager's native configuration. */
  readonly config: JsonObject;
  readonly namespace: string;
  readonly secretName: string;
  /** Notification templates by file name. */
  readonly templates: Readonly<Record<string, string>>;
}

/** What the stack of one team makes. */
export interface TeamArtifacts {
  readonly dashboards: readonly DashboardArtifact[];
  readonly displayName: string;
  readonly errors: TeamErrorsArtifact | null;
  readonly folder: { readonly title: string; readonly uid: string };
  /** What Kibana holds for it; `null` when logs are kept elsewhere, or it has none. */
  readonly kibana: TeamKibanaArtifact | null;
  readonly logRules: LogRulesArtifact | null;
  /** Names of receivers by severity. */
  readonly notify: Readonly<Record<"critical" | "info" | "warning", readonly string[]>>;
  readonly prometheusRules: readonly PrometheusRuleArtifact[];
  readonly serviceMonitors: readonly KubernetesObject[];
  /** Sorted by name. */
  readonly services: readonly ServiceArtifact[];
  readonly team: string;
}

/** An object of the Kubernetes API, for `kubernetes_manifest`. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly labels: Readonly<Record<string, string>>;
    readonly name: string;
    readonly namespace: string;
  };
  readonly spec: JsonObject;
}

/** One PrometheusRule object, small enough for the operator. */
export interface PrometheusRuleArtifact {
  readonly groups: readonly RuleGroup[];
  readonly labels: Readonly<Record<string, string>>;
  readonly name: string;
  readonly namespace: string;
}

/** A rule group, in the words of Prometheus's (and Loki's) rule files. */
export interface RuleGroup {
  readonly interval?: string;
  readonly name: string;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

/** Unit tests of the rules of one SLO, for `promtool test rules`. */
export interface RuleTestArtifact {
  /** How often the rules are evaluated in a test. */
  readonly evaluationInterval: string;
  /** The groups that are tested. */
  readonly groups: readonly RuleGroup[];
  /** Unique in the environment. */
  readonly name: string;
  /** In the words of promtool's test files. */
  readonly tests: readonly JsonObject[];
  /** Alerts that no test shows. */
  readonly untested: readonly UntestedAlert[];
}

/** An alert that no test shows, and why: where several tests do, each must be possible. */
export interface UntestedAlert {
  /** Its id: its name, the SLO, the tier. */
  readonly alert: string;
  /**
   * `maintenance` leaves no time that is long enough; so few events come within its window that it never fires; or a
   * test would be of too many evaluations.
   */
  readonly reason: "maintenance" | "too-few-events" | "too-long";
}

export interface RecordingRule {
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly record: string;
}

export interface AlertingRule {
  readonly alert: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Loki's rules of one team, in a ConfigMap that the ruler's sidecar reads. */
export interface LogRulesArtifact {
  readonly annotations: Readonly<Record<string, string>>;
  readonly fileName: string;
  readonly groups: readonly RuleGroup[];
  readonly labels: Readonly<Record<string, string>>;
  readonly name: string;
  readonly namespace: string;
  readonly tenant: string;
}

/** One Grafana dashboard. */
export interface DashboardArtifact {
  readonly folderUid: string;
  /**
   * The dashboard in its schema as JSON text on one line, keys sorted; in `v2` the resource's `spec` alone. Text,
   * because a thousand dashboards as objects take several times the memory.
   */
  readonly json: string;
  /** Unique among the team's dashboards, such as `service-checkout`. */
  readonly name: string;
  readonly schema: "classic" | "v2";
  readonly tags: readonly string[];
  readonly title: string;
  readonly uid: string;
}

/** The Sentry organization of an environment. */
export interface SentryOrganizationArtifact {
  readonly organization: string;
  /** Address of a self-hosted Sentry; `null` for sentry.io. */
  readonly url: string | null;
}

/** How Sentry tells a team of errors. */
export type ErrorChannelArtifact =
  | {
      readonly channel: string;
      readonly channelId: string;
      readonly integrationId: string;
      readonly kind: "slack";
    }
  | { readonly kind: "email" };

/** What Sentry holds for one team in one environment. */
export interface TeamErrorsArtifact {
  readonly channel: ErrorChannelArtifact;
  readonly environment: string;
  readonly organization: string;
  readonly projects: readonly SentryProjectArtifact[];
  readonly team: { readonly name: string; readonly slug: string };
}

export interface SentryProjectArtifact {
  /** Where the DSN is handed over. */
  readonly dsnSecret: { readonly key: string; readonly name: string; readonly namespace: string };
  readonly key: {
    readonly name: string;
    readonly rateLimitCount: number;
    readonly rateLimitWindowSeconds: number;
  };
  readonly name: string;
  readonly newIssueAlert: { readonly frequencyMinutes: number; readonly name: string };
  readonly platform: string;
  readonly service: string;
  readonly slug: string;
  /** Alerts when more errors than `threshold` come in within the window. */
  readonly spikeMonitor: {
    readonly name: string;
    readonly threshold: number;
    readonly timeWindowSeconds: number;
  };
}
