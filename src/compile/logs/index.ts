import type { LogRulesArtifact } from "../../artifacts/index.ts";
import type { ResolvedEnvironment, ResolvedTeam } from "../../workspace/index.ts";

/** Loki's rules of a team; `null` when none of its services declares logs. */
export function logRules(_environment: ResolvedEnvironment, _team: ResolvedTeam): LogRulesArtifact | null {
  return null;
}
