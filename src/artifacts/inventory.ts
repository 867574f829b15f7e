/** What a service is, in the words of its definition: for people, and for what joins the pillars. */
export interface ServiceArtifact {
  readonly component: string;
  /** Names of the team's dashboards that are about it: the one that is made, its objectives', and existing ones. */
  readonly dashboards: readonly string[];
  /** Services that need it; sorted. */
  readonly dependents: readonly string[];
  /** Services that it needs; sorted. */
  readonly dependsOn: readonly string[];
  readonly description: string | null;
  readonly displayName: string;
  /** Slug of its Sentry project; `null` when its errors are not tracked. */
  readonly errorProject: string | null;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** How its log lines look and how long they are kept; `null` when it declares none. */
  readonly logs: { readonly format: string; readonly retention: string } | null;
  readonly metrics: readonly MetricArtifact[];
  readonly name: string;
  readonly namespace: string;
  /** What the coverage policy asks of it: names of pillars, in the order of reading. */
  readonly requiredPillars: readonly string[];
  /** Address below which its runbooks are found. */
  readonly runbooks: string | null;
  readonly scrapeInterval: string;
  readonly slos: readonly SloArtifact[];
  readonly tier: string;
  /** What of `requiredPillars` it may lack, sorted by pillar. */
  readonly waivers: readonly WaiverArtifact[];
}

/** Leave to lack a pillar of coverage until the end of a day. */
export interface WaiverArtifact {
  readonly pillar: string;
  readonly reason: string;
  /** The last day, in UTC, such as `2027-01-31`. */
  readonly until: string;
}

/** A metric that a service declares. */
export interface MetricArtifact {
  readonly help: string | null;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly name: string;
}

/** An objective of a service. */
export interface SloArtifact {
  /** Bad minutes that the budget allows in the window, if all of the service were bad; exact decimal text. */
  readonly budgetMinutes: string;
  readonly description: string | null;
  /** What is counted, in words. */
  readonly indicator: string;
  readonly name: string;
  /** Percent of good events, as decimal text. */
  readonly objective: string;
  readonly tiers: readonly BurnRateTierArtifact[];
  readonly window: string;
}

/** A tier of the policy that watches an objective. */
export interface BurnRateTierArtifact {
  /** Times the sustainable rate at which it fires; exact decimal text. */
  readonly factor: string;
  readonly long: string;
  readonly name: string;
  readonly severity: string;
  readonly short: string;
}
