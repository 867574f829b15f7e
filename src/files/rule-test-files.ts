import type { EnvironmentArtifacts, JsonValue, RuleTestArtifact } from "../artifacts/index.ts";
import { toYaml } from "../artifacts/index.ts";
import type { OutputFile } from "./write-tree.ts";

/** Tests of an environment's rules as files beside them: `promtool test rules prometheus/tests/*.yaml` runs them. */
export function ruleTestFiles(
  { environment, teams }: EnvironmentArtifacts,
  tests: readonly RuleTestArtifact[],
): readonly OutputFile[] {
  const fileOf = new Map(
    teams.flatMap(({ prometheusRules }) =>
      prometheusRules.flatMap(({ groups, name }) =>
        groups.map((group) => [group.name, `${name}.yaml`] as const),
      ),
    ),
  );
  return tests.map((test) => {
    const files = new Set(test.groups.flatMap(({ name }) => fileOf.get(name) ?? []));
    return {
      path: `${environment}/prometheus/tests/${test.name}.yaml`,
      content: toYaml(
        ruleTestDocument(
          test,
          [...files].sort().map((file) => `../rules/${file}`),
        ),
      ),
    };
  });
}

/** A test file of promtool. */
export function ruleTestDocument(
  { evaluationInterval, tests }: RuleTestArtifact,
  ruleFiles: readonly string[],
): JsonValue {
  return { evaluation_interval: evaluationInterval, rule_files: ruleFiles, tests };
}
