import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { EnvironmentArtifacts, RuleTestArtifact, UntestedAlert } from "../artifacts/index.ts";
import { ruleTests } from "../compile/index.ts";
import { ruleTestDocument } from "../files/index.ts";
import type { Ready } from "./compile-or-report.ts";
import { runProgram } from "./run-program.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

/** Tests of the rules of one environment. */
export interface EnvironmentRuleTests {
  readonly artifacts: EnvironmentArtifacts;
  readonly tests: readonly RuleTestArtifact[];
  /** SLOs, and alerts of others, that have no tests, and why. */
  readonly untested: readonly Untested[];
}

/** What no test shows. */
export interface Untested {
  /** Service and SLO. */
  readonly name: string;
  /** Id of an alert of the SLO; `null` when none is tested. */
  readonly alert: string | null;
  readonly reason: string;
}

const NO_SERIES = "no series come to mind for what it selects";
const REASONS: Readonly<Record<UntestedAlert["reason"], string>> = {
  maintenance: "the service's maintenance leaves no time that is long enough for one",
  "too-few-events": "its window never holds as many events as are to be bad",
  "too-long": "one would go on for more than a thousand evaluations",
};

/** How the tests of one SLO went. */
export interface RuleTestResult {
  readonly environment: string;
  /** Service and SLO. */
  readonly name: string;
  readonly passed: boolean;
  readonly tests: number;
  /** What promtool said; empty when all passed. */
  readonly output: string;
}

/** The tests that are made with the rules, by environment. */
export function environmentRuleTests({ artifacts, workspace }: Ready): readonly EnvironmentRuleTests[] {
  const byName = new Map(workspace.environments.map((environment) => [environment.name, environment]));
  return artifacts.environments.map((environment) => {
    const resolved = byName.get(environment.environment);
    const tests = resolved === undefined ? [] : ruleTests(resolved);
    const names = new Set(tests.map(({ name }) => name));
    const services = resolved?.teams.flatMap((team) => team.services) ?? [];
    const slos = services.flatMap((service) => service.slos.map((slo) => `${service.name}.${slo.name}`));
    const untested = [
      ...slos.filter((name) => !names.has(name)).map((name) => ({ name, alert: null, reason: NO_SERIES })),
      ...tests.flatMap(({ name, untested: alerts }) =>
        alerts.map(({ alert, reason }) => ({ name, alert, reason: REASONS[reason] })),
      ),
    ];
    return { artifacts: environment, tests, untested };
  });
}

/** Runs tests on the real promtool. */
export async function runRuleTests(
  promtool: string,
  environments: readonly EnvironmentRuleTests[],
): Promise<readonly RuleTestResult[]> {
  return await withTemporaryFolder(async (folder) => {
    const queue = environments.flatMap(({ artifacts, tests }) =>
      tests.map((test) => ({ environment: artifacts.environment, test })),
    );
    const results: RuleTestResult[] = new Array(queue.length);
    const entries = queue.entries();
    const work = async () => {
      for (const [index, { environment, test }] of entries) {
        results[index] = await runOne(promtool, join(folder, String(index)), environment, test);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return results;
  });
}

async function runOne(
  promtool: string,
  path: string,
  environment: string,
  test: RuleTestArtifact,
): Promise<RuleTestResult> {
  const [rules, tests] = [`${path}.rules.yaml`, `${path}.tests.yaml`];
  // JSON is YAML.
  await writeFile(rules, JSON.stringify({ groups: test.groups }));
  await writeFile(tests, JSON.stringify(ruleTestDocument(test, [rules])));
  const { code, stdout, stderr } = await runProgram(promtool, ["test", "rules", tests]);
  return {
    environment,
    name: test.name,
    output: code === 0 ? "" : `${stdout}${stderr}`.trim(),
    passed: code === 0,
    tests: test.tests.length,
  };
}
