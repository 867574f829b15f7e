import { z } from "zod";
import type { Tier } from "./common.ts";
import { PILLARS, type Pillar } from "./pillar.ts";
import { type Component, componentSchema } from "./service.ts";
import { located } from "./source.ts";

const pillarsSchema = z.array(z.enum(PILLARS)).readonly();

/** A schema for {@link CoveragePolicy}. */
export const coveragePolicySchema = z.strictObject({
  // An environment may give a tier alone, over the platform's policy or over the default.
  kind: z.literal("coveragePolicy").default("coveragePolicy"),
  critical: pillarsSchema.optional(),
  standard: pillarsSchema.optional(),
  low: pillarsSchema.optional(),
  components: z.partialRecord(componentSchema, pillarsSchema).optional(),
});

/** What {@link coveragePolicy} takes: what a service of each tier must have. */
export type CoveragePolicyOptions = {
  readonly [T in Tier]?: readonly Pillar[];
} & {
  /** What a service must have besides, by what it is: `{ application: ["errors"] }`. Default: nothing. */
  readonly components?: { readonly [C in Component]?: readonly Pillar[] };
};

/** What services must have, by tier; a tier that is not named has {@link defaultCoveragePolicy}'s. */
export interface CoveragePolicy extends CoveragePolicyOptions {
  readonly kind: "coveragePolicy";
}

/**
 * Declares what a service of each tier must have. Where a service lacks it, `crowsnest coverage` fails and
 * `crowsnest check` warns, unless the service has a waiver.
 *
 * @example coveragePolicy({
 *   low: [...defaultCoveragePolicy.low, "ticket"],
 *   components: { application: ["errors"], gateway: ["probe"] },
 * })
 */
export function coveragePolicy(options: CoveragePolicyOptions): CoveragePolicy {
  return located<CoveragePolicy>({ kind: "coveragePolicy", ...options }, coveragePolicy);
}

/**
 * What a service must have where nobody says otherwise. An alert leads to a runbook and comes of an objective that
 * users would notice (The Site Reliability Workbook, chapters 5 and 8); a service has an owner, metrics and a
 * dashboard before it has anything else. `errors` and `probe` are asked of no tier: a database reports no exceptions,
 * and what nothing outside can reach cannot be asked from there.
 *
 * @see https://sre.google/workbook/alerting-on-slos/ and https://sre.google/workbook/on-call/
 */
export const defaultCoveragePolicy = coveragePolicy({
  critical: ["metrics", "slo", "page", "ticket", "route", "dashboard", "logs", "runbook", "owner"],
  standard: ["metrics", "slo", "ticket", "route", "dashboard", "logs", "runbook", "owner"],
  low: ["metrics", "dashboard", "owner"],
}) as CoveragePolicy & { readonly [T in Tier]: readonly Pillar[] };

/** A policy as its schema reads it. */
type ParsedPolicy = z.infer<typeof coveragePolicySchema>;

/** A policy in which every tier has its list. */
export interface WholeCoveragePolicy extends Readonly<Record<Tier, readonly Pillar[]>> {
  readonly components: Readonly<Partial<Record<Component, readonly Pillar[]>>>;
}

/** A policy with the default's lists for tiers that it does not name; without one, the default. @internal */
export function wholePolicy(policy: ParsedPolicy | undefined): WholeCoveragePolicy {
  const { critical, low, standard } = defaultCoveragePolicy;
  return {
    components: policy?.components ?? {},
    critical: policy?.critical ?? critical,
    low: policy?.low ?? low,
    standard: policy?.standard ?? standard,
  };
}

/** What a policy asks of a service, in the order of reading. @internal */
export function requiredPillars(
  policy: ParsedPolicy | undefined,
  { component, tier }: { readonly component: Component; readonly tier: Tier },
): readonly Pillar[] {
  const whole = wholePolicy(policy);
  const named = new Set([...whole[tier], ...(whole.components[component] ?? [])]);
  return PILLARS.filter((pillar) => named.has(pillar));
}
