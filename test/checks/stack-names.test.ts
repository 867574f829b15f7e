import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stackNames } from "../../src/checks/stack-names.ts";
import { defineEnvironment, defineTeam, inCluster } from "../../src/definitions/index.ts";
import { planStacks } from "../../src/terraform/stacks/plan.ts";
import { draftOf, workspaceOf } from "../support/definitions.ts";
import { artifactsOf, environmentArtifacts, teamArtifacts } from "../support/terraform.ts";

const check = (environments: readonly string[], teams: readonly string[]) =>
  stackNames(
    draftOf(
      workspaceOf({
        environments: environments.map((name) => defineEnvironment({ name, cluster: inCluster() })),
        teams: teams.map((name) => defineTeam({ name, notify: { critical: [], warning: [] } })),
      }),
    ),
  );

describe("stack names", () => {
  it("finds teams of two environments that meet in one stack", () => {
    expect(check(["a", "a-team-b"], ["b-team-c", "c"])).toMatchObject([
      {
        code: "name-collision",
        message:
          'the stack "a-team-b-team-c" would be that of the team "b-team-c" in "a" and of the team "c" in "a-team-b"',
      },
    ]);
  });

  it("finds a team that meets another environment's shared stack", () => {
    expect(check(["production", "production-team"], ["crds"])).toMatchObject([
      { message: expect.stringContaining('the stack "production-team-crds"') },
    ]);
  });

  it("finds nothing in names that only look alike", () => {
    expect(check(["production", "staging"], ["crds", "platform", "team"])).toEqual([]);
  });

  it("finds whatever the stacks could not be planned with", () => {
    const name = fc.array(fc.constantFrom("a", "b", "team", "crds"), { maxLength: 4, minLength: 1 });
    const names = fc.uniqueArray(
      name.map((parts) => parts.join("-")),
      { maxLength: 3, minLength: 1 },
    );
    fc.assert(
      fc.property(names, names, (environments, teams) => {
        const artifacts = artifactsOf(
          ...environments.map((environment) =>
            environmentArtifacts({ environment, teams: teams.map((team) => teamArtifacts({ team })) }),
          ),
        );
        const clean = check(environments, teams).length === 0;

        if (clean) {
          expect(() => planStacks(artifacts)).not.toThrow();
        } else {
          expect(() => planStacks(artifacts)).toThrow("two stacks are named");
        }
      }),
    );
  });
});
