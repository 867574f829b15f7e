import type {
  Alert,
  AlertOverride,
  AlertPolicy,
  Backend,
  Cluster,
  Component,
  ErrorChannel,
  Link,
  LogAlert,
  LogContract,
  Maintenance,
  Metric,
  Pillar,
  ResolvedPlatform,
  Row,
  Slo,
  Team,
  Tier,
  Waiver,
} from "../definitions/index.ts";

/** All definitions of a workspace, linked: every name resolved, every default filled in. */
export interface Workspace {
  /** Sorted by name. */
  readonly environments: readonly ResolvedEnvironment[];
}

/** One environment with what runs in it. */
export interface ResolvedEnvironment {
  readonly name: string;
  readonly cluster: Cluster;
  readonly backend: Backend;
  /** The platform with the environment's own settings merged in. */
  readonly platform: ResolvedPlatform;
  /** Teams, sorted by name; a team without a service here still has its folder and routes. */
  readonly teams: readonly ResolvedTeam[];
}

/** A team with its services in one environment. */
export interface ResolvedTeam {
  readonly name: string;
  readonly displayName: string;
  /** Names of receivers by severity; an empty list means that nobody is told. */
  readonly notify: {
    readonly critical: readonly string[];
    readonly warning: readonly string[];
    readonly info: readonly string[];
  };
  /** When it hears of what; absent where always. */
  readonly onCall?: Team["onCall"];
  readonly errors: ErrorChannel;
  /** Existing dashboards of its own, sorted by name; those of services are theirs. */
  readonly dashboards?: readonly ImportedFile[] | undefined;
  /** Sorted by name. */
  readonly services: readonly ResolvedService[];
}

/** A dashboard that somebody made in Grafana. */
export interface ImportedFile {
  /** Unique in the workspace. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** The file, read as JSON. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** A service in one environment. */
export interface ResolvedService {
  readonly name: string;
  readonly displayName: string;
  readonly description: string | undefined;
  readonly component: Component;
  readonly team: string;
  readonly tier: Tier;
  readonly environment: string;
  /** Kubernetes namespace of its pods. */
  readonly namespace: string;
  readonly scrape: {
    /** Labels of its Kubernetes Service. */
    readonly selector: Readonly<Record<string, string>>;
    readonly port: string;
    readonly path: string;
    readonly interval: string;
    readonly timeout: string;
  };
  /** By the catalog's short name. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Sorted by name. */
  readonly slos: readonly Slo[];
  /** Sorted by name. */
  readonly alerts: readonly Alert[];
  /** Rows of its dashboard beside the standard ones. */
  readonly rows?: readonly Row[];
  readonly overrides?: readonly AlertOverride[] | undefined;
  /** What the coverage policy asks of its tier here; absent for nothing. */
  readonly requiredPillars?: readonly Pillar[];
  /** What of that it may lack, sorted by pillar. */
  readonly waivers?: readonly Waiver[];
  /** With what the service changes of its tiers. */
  readonly policy: AlertPolicy;
  /** Times in which SLOs spend no budget. */
  readonly maintenance: readonly Maintenance[];
  readonly logs: ResolvedLogs | undefined;
  /** Alerts on its log lines, sorted by name. */
  readonly logAlerts?: readonly LogAlert[];
  readonly errors: ResolvedErrorTracking | undefined;
  /** Names of services it needs, and of those that need it; sorted. */
  readonly dependsOn: readonly string[];
  /** Those of them that make its alerts quiet while they are down; sorted. */
  readonly quietWhileDown?: readonly string[] | undefined;
  readonly dependents: readonly string[];
  readonly links: readonly Link[];
  /** Existing dashboards about it, sorted by name. */
  readonly dashboards?: readonly ImportedFile[];
  /** Address of its runbooks: of the folder that they are in, or of one page where `runbookAnchors` are given. */
  readonly runbooks: string | undefined;
  /** Headings of that page. */
  readonly runbookAnchors?: readonly string[];
}

/** A service's log contract, with every default filled in. */
export interface ResolvedLogs extends LogContract {
  /** How long lines are kept, as a duration. */
  readonly retention: string;
  /** Name of the class that says so; a duration of the service's own is a class of that name. */
  readonly retentionClass: string;
  readonly errors: NonNullable<LogContract["errors"]>;
}

/** How a service's errors are tracked, with names filled in. */
export interface ResolvedErrorTracking {
  readonly platform: string;
  /** Slug of the Sentry project. */
  readonly project: string;
  /** Events a minute that the key takes. */
  readonly rateLimit: number;
  /** Errors an hour above which the team hears of it. */
  readonly spike: number;
  /** Name of the Kubernetes Secret with the DSN, in the service's namespace. */
  readonly secretName: string;
}
