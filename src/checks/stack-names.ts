import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Drafted } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/** What every environment has a stack for, besides its teams. */
const SHARED_STACKS = ["alerting", "crds", "logs", "platform"] as const;

interface Stack {
  readonly name: string;
  readonly of: string;
  readonly environment: Drafted<{ readonly name: string }>;
}

/** Stacks are named by environment and team joined by dashes, and keep their state under that name: no two may meet. */
export const stackNames: Check = ({ environments, teams }) => {
  const stacks = environments.flatMap((environment): Stack[] => {
    const { name } = environment.value;
    return [
      ...SHARED_STACKS.map((kind) => ({ name: `${name}-${kind}`, of: `${kind} of "${name}"`, environment })),
      ...teams.map(({ value: team }) => ({
        name: `${name}-team-${team.name}`,
        of: `team "${team.name}" in "${name}"`,
        environment,
      })),
    ];
  });
  const byName = new Map<string, Stack>();
  return stacks.flatMap((stack): readonly Diagnostic[] => {
    const first = byName.get(stack.name);
    byName.set(stack.name, first ?? stack);
    // Two environments or teams of one name are a mistake of their own.
    if (first === undefined || first.of === stack.of) {
      return [];
    }
    return [
      diagnostic("name-collision", {
        ...stack.environment.at("name"),
        message: `the stack "${stack.name}" would be that of the ${first.of} and of the ${stack.of}`,
        hint: "Rename the environment or the team, so that their names joined by dashes differ.",
      }),
    ];
  });
};
