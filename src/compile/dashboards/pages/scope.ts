import { equals, type Matcher } from "../../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService, ResolvedTeam } from "../../../workspace/index.ts";
import { CHOSEN_TARGETS } from "../query.ts";

/** The services that a page is about. */
export interface Scope {
  readonly environment: ResolvedEnvironment;
  /** Sorted by name. */
  readonly services: readonly ResolvedService[];
  /** Matchers that keep to them, for whatever rules record and for `up` and `ALERTS`. */
  readonly matchers: readonly Matcher[];
  /** The same for `up`, narrowed by the page's variables. */
  readonly targets: readonly Matcher[];
  /** How often services are scraped at the slowest: the least step of their raw series. */
  readonly rawStep: string;
  /** How often rules are evaluated: the least step of what they record. */
  readonly ruleStep: string;
}

/** All services of an environment. */
export function fleetScope(environment: ResolvedEnvironment): Scope {
  const services = environment.teams.flatMap((team) => team.services);
  return scope(environment, services, []);
}

/** The services of one team. */
export function teamScope(environment: ResolvedEnvironment, team: ResolvedTeam): Scope {
  return scope(environment, team.services, [equals("team", team.name)]);
}

function scope(
  environment: ResolvedEnvironment,
  services: readonly ResolvedService[],
  matchers: readonly Matcher[],
): Scope {
  const { scrapeInterval, evaluationInterval } = environment.platform.prometheus;
  const all = [equals("environment", environment.name), ...matchers];
  return {
    environment,
    services: [...services].sort((a, b) => (a.name < b.name ? -1 : 1)),
    matchers: all,
    targets: [...all, ...CHOSEN_TARGETS],
    rawStep: scrapeInterval,
    ruleStep: evaluationInterval,
  };
}
