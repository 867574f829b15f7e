import type { ResolvedEnvironment } from "../../workspace/index.ts";

/** A tier, and the slower tiers of the same SLO that say nothing new while it fires. */
export interface TierInhibition {
  readonly tier: string;
  readonly slower: readonly string[];
  /** Labels that both alerts share: those of one SLO, and of one group of it, and the severity, which may be overridden. */
  readonly equal: readonly string[];
}

/**
 * Which tiers of burn-rate alerts keep which others quiet in an environment. Policies may name tiers alike and order
 * them otherwise; where two contradict each other, neither tier inhibits the other.
 */
export function tierInhibitions(environment: ResolvedEnvironment): readonly TierInhibition[] {
  const services = environment.teams.flatMap((team) => team.services);
  const pairs = new Map<string, Set<string>>();
  for (const { policy } of new Map(services.map((service) => [service.policy, service])).values()) {
    policy.burnRate.forEach(({ name }, index) => {
      const slower = pairs.get(name) ?? new Set();
      for (const tier of policy.burnRate.slice(index + 1)) {
        slower.add(tier.name);
      }
      pairs.set(name, slower);
    });
  }
  const groups = new Set(services.flatMap(({ slos }) => slos.flatMap(({ by = [] }) => by)));
  const equal = ["environment", "service", "severity", "slo", ...groups].sort();
  return [...pairs]
    .map(([tier, all]) => ({
      tier,
      slower: [...all].filter((name) => !pairs.get(name)?.has(tier)).sort(),
      equal,
    }))
    .filter(({ slower }) => slower.length > 0)
    .sort((a, b) => (a.tier < b.tier ? -1 : 1));
}
