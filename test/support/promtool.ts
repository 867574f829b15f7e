import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RuleGroup } from "../../src/artifacts/index.ts";
import { temporaryFolder } from "./temporary.ts";
import { type RunResult, run, tool } from "./tools.ts";

/** A run is over before its memory is short: collecting it less often saves a fifth of the time. */
const env = { GOGC: "400" };

/** Unit tests of rules, in promtool's own form. */
export interface RuleUnitTests {
  readonly evaluationInterval: string;
  /** Values may differ in their last digits. */
  readonly fuzzy?: boolean;
  readonly tests: readonly object[];
}

/** What `promtool test rules` has to say against groups of rules; nothing when the tests pass. */
export async function ruleTestFailures(
  groups: readonly RuleGroup[],
  { evaluationInterval, fuzzy = false, tests }: RuleUnitTests,
): Promise<string> {
  const { path } = await tool("promtool");
  const cwd = temporaryFolder();
  const suite = {
    evaluation_interval: evaluationInterval,
    fuzzy_compare: fuzzy,
    rule_files: ["rules.json"],
    tests,
  };
  await writeFile(join(cwd, "rules.json"), JSON.stringify({ groups }));
  await writeFile(join(cwd, "tests.json"), JSON.stringify(suite));
  const { code, stdout, stderr } = await run(path, ["test", "rules", "tests.json"], { cwd, env });
  return code === 0 ? "" : `${stdout}${stderr}`;
}

/** What `promtool check rules` says of groups of rules, with everything that it can look for. */
export async function lintedRules(groups: readonly RuleGroup[]): Promise<RunResult> {
  const { path } = await tool("promtool");
  return run(path, ["check", "rules", "--lint=all", "--lint-fatal"], { input: JSON.stringify({ groups }) });
}
