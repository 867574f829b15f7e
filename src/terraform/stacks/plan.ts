import type { Construct } from "constructs";
import type { Artifacts, BackendArtifact, EnvironmentArtifacts } from "../../artifacts/index.ts";
import { fillAlerting } from "./alerting.ts";
import { fillCrds } from "./crds.ts";
import { fillLogs } from "./logs.ts";
import { fillPlatform } from "./platform.ts";
import { fillTeam } from "./team.ts";

/** What a stack is for. */
export type StackKind = "crds" | "platform" | "logs" | "alerting" | "team";

/** One stack before it is written. */
export interface PlannedStack {
  readonly backend: BackendArtifact;
  /** Names of the stacks that are applied before it. */
  readonly dependencies: readonly string[];
  readonly environment: string;
  readonly fill: (scope: Construct) => void;
  readonly kind: StackKind;
  readonly name: string;
  /** The team whose stack it is; `null` for a stack of the whole environment. */
  readonly team: string | null;
}

/** Name of a stack: its environment, what it is for and, when it is a team's, the team. */
export function stackName(environment: string, kind: StackKind, team: string | null): string {
  return [environment, kind, ...(team === null ? [] : [team])].join("-");
}

/**
 * The stacks of all environments, each after those that it depends on. Definitions of custom resources come first,
 * then the servers, then what Elasticsearch holds (where logs are kept there), then the routes, and the teams' alerts
 * last: an alert finds its route when it first fires.
 *
 * @throws when two stacks share a name; a check of the workspace tells users before
 */
export function planStacks({ environments }: Artifacts): readonly PlannedStack[] {
  const stacks = environments.flatMap(environmentStacks);
  const byName = new Map<string, PlannedStack>();
  for (const stack of stacks) {
    const other = byName.get(stack.name);
    if (other !== undefined) {
      throw new Error(`two stacks are named "${stack.name}": ${describe(other)} and ${describe(stack)}`);
    }
    byName.set(stack.name, stack);
  }
  return stacks;
}

function environmentStacks(artifacts: EnvironmentArtifacts): readonly PlannedStack[] {
  const { backend, elasticsearch, environment } = artifacts;
  const stack = (
    kind: StackKind,
    team: string | null,
    dependencies: readonly string[],
    fill: PlannedStack["fill"],
  ): PlannedStack => ({
    backend,
    dependencies,
    environment,
    fill,
    kind,
    name: stackName(environment, kind, team),
    team,
  });
  const crds = stack("crds", null, [], (scope) => fillCrds(scope, artifacts));
  const platform = stack("platform", null, [crds.name], (scope) => fillPlatform(scope, artifacts));
  const alerting = stack("alerting", null, [platform.name], (scope) => fillAlerting(scope, artifacts));
  const logs =
    elasticsearch === null
      ? []
      : [stack("logs", null, [platform.name], (scope) => fillLogs(scope, artifacts, elasticsearch))];
  const before = [platform, ...logs, alerting].map(({ name }) => name);
  const teams = artifacts.teams.map((team) =>
    stack("team", team.team, before, (scope) => fillTeam(scope, artifacts, team)),
  );
  return [crds, platform, ...logs, alerting, ...teams];
}

function describe({ environment, kind, team }: PlannedStack): string {
  return team === null ? `${kind} of ${environment}` : `team ${team} in ${environment}`;
}
