import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { EnvironmentArtifacts } from "../artifacts/index.ts";
import { alertReports } from "../audit/index.ts";
import { type Labels, simulator } from "../routing/index.ts";
import type { Ready } from "./compile-or-report.ts";
import { runProgram } from "./run-program.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

/** Who must hear of an alert with certain labels. */
export interface RoutingTest {
  readonly labels: Labels;
  /** In the order of the tree. */
  readonly receivers: readonly string[];
}

/** How the routing tests of one environment went. */
export interface RoutingTestResult {
  readonly environment: string;
  readonly passed: boolean;
  readonly tests: number;
  /** What amtool said of those that failed; empty when all passed. */
  readonly output: string;
}

const SEVERITIES = ["critical", "warning", "info"];
/** Labels that alerts of one name differ by and no route reads. */
const UNREAD = new Set(["factor", "long", "short", "tier"]);

/** Routing tests of every alert, of every team by severity, and of what kube-prometheus-stack sends. */
export function routingTests(
  ready: Ready,
): readonly (readonly [EnvironmentArtifacts, readonly RoutingTest[]])[] {
  const byName = new Map(ready.workspace.environments.map((environment) => [environment.name, environment]));
  return ready.artifacts.environments.map((artifacts) => {
    const { routes } = simulator(artifacts.alerting.config);
    const environment = byName.get(artifacts.environment);
    const alerts = environment === undefined ? [] : alertReports(environment, artifacts);
    const labelSets: readonly Labels[] = [
      ...alerts.map(({ rule }) => ({ alertname: rule.alert, ...rule.labels })),
      ...artifacts.teams.flatMap(({ team }) => SEVERITIES.map((severity) => ({ severity, team }))),
      ...SEVERITIES.map((severity) => ({ alertname: "KubeNodeNotReady", severity })),
      { alertname: "Watchdog", severity: "none" },
      { alertname: "InfoInhibitor", severity: "none" },
    ];
    const tests = labelSets.map((all) => {
      const labels = Object.fromEntries(Object.entries(all).filter(([name]) => !UNREAD.has(name)));
      return { labels, receivers: routes(all).map(({ receiver }) => receiver) };
    });
    return [artifacts, [...new Map(tests.map((test) => [JSON.stringify(test.labels), test])).values()]];
  });
}

/** Runs routing tests on the real amtool. */
export async function runRoutingTests(
  amtool: string,
  environments: readonly (readonly [EnvironmentArtifacts, readonly RoutingTest[]])[],
): Promise<readonly RoutingTestResult[]> {
  return await withTemporaryFolder(async (folder) => {
    const results: RoutingTestResult[] = [];
    for (const [{ alerting, environment }, tests] of environments) {
      const file = join(folder, `${environment}.yaml`);
      // JSON is YAML.
      await writeFile(file, JSON.stringify(alerting.config));
      const failures = await runAll(amtool, file, tests);
      results.push({
        environment,
        passed: failures.length === 0,
        tests: tests.length,
        output: failures.join("\n"),
      });
    }
    return results;
  });
}

async function runAll(
  amtool: string,
  file: string,
  tests: readonly RoutingTest[],
): Promise<readonly string[]> {
  const failures: string[] = [];
  const queue = tests.values();
  const work = async () => {
    for (const { labels, receivers } of queue) {
      const set = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
      const verify = `--verify.receivers=${receivers.join(",")}`;
      const options = ["config", "routes", "test", `--config.file=${file}`, verify, ...set];
      const { code, stdout, stderr } = await runProgram(amtool, options);
      if (code !== 0) {
        failures.push(`${set.join(" ")}: ${`${stdout}${stderr}`.trim()}`);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return failures.sort();
}
