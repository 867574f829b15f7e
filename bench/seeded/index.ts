import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureTool } from "../../scripts/tools/ensure.ts";
import { run } from "../../scripts/tools/run.ts";
import { toYaml } from "../../src/artifacts/index.ts";
import { checkDefinition } from "../../src/cli/pipeline.ts";
import { teamRules } from "../../src/compile/index.ts";
import { defineService, defineWorkspace, type WorkspaceDefinition } from "../../src/definitions/index.ts";
import { loadWorkspace, resolveWorkspace } from "../../src/workspace/index.ts";
import { everyCatalog } from "../../test/support/catalogs.ts";
import { atLeast, exactly, type Figure, told } from "../figure.ts";
import * as base from "./base.ts";
import { type Defect, defects } from "./defects.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Who finds a planted mistake. */
interface Verdict {
  readonly defect: Defect;
  readonly crowsnest: boolean;
  readonly promtool: boolean;
  readonly tsc: boolean;
}

/**
 * Plants mistakes of real life, each in a workspace of its own, and asks Crowsnest, `promtool check rules
 * --lint=all` on the rules that it would become, and the TypeScript compiler. Which finds which goes to standard
 * error.
 */
export async function figures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "crowsnest-seeded-"));
  try {
    const files = await plant(folder);
    const typeErrors = await compile(folder);
    const verdicts: Verdict[] = [];
    for (const [index, defect] of defects.entries()) {
      const file = files[index] ?? "";
      const { definition } = await loadWorkspace(join(folder, file, "crowsnest.config.ts"));
      verdicts.push({
        defect,
        crowsnest: definition !== undefined && codesOf(definition).has(defect.code),
        promtool: definition !== undefined && (await promtoolFinds(definition, join(folder, file))),
        tsc: typeErrors.has(file),
      });
    }
    process.stderr.write(table(verdicts));
    const count = (who: "crowsnest" | "promtool" | "tsc") =>
      verdicts.filter((verdict) => verdict[who]).length;
    return [
      atLeast("planted mistakes", defects.length, 60),
      exactly("found by Crowsnest", count("crowsnest"), defects.length),
      told("found by promtool check rules --lint=all", count("promtool")),
      told("found by the TypeScript compiler", count("tsc")),
      exactly("false alarms on the example", await alarmsOf(await example()), 0),
      exactly("false alarms on every catalog", await alarmsOf(catalogServices()), 0),
      exactly("false alarms on the workspace before planting", await alarmsOf(unplanted()), 0),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a workspace for each mistake; the folders' names, in the order of the mistakes. */
async function plant(folder: string): Promise<readonly string[]> {
  const paths = { crowsnest: [join(ROOT, "src/index.ts")] };
  const compilerOptions = {
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    lib: ["es2023", "es2024.string"],
    module: "nodenext",
    noEmit: true,
    paths,
    skipLibCheck: true,
    strict: true,
    target: "es2022",
    typeRoots: [join(ROOT, "node_modules/@types")],
    types: ["node"],
  };
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: ["*/crowsnest.config.ts"] }),
  );
  return Promise.all(
    defects.map(async (defect, index) => {
      const name = `${String(index + 1).padStart(2, "0")}-${defect.code}`;
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "crowsnest.config.ts"), workspaceOf(defect));
      return name;
    }),
  );
}

function workspaceOf({ service, when, summary, alert, metrics, before, workspace }: Defect): string {
  const handles =
    "{ requests, payments, starts, cpu, depth, consumers, lag, memory, memoryLimit, backup, load, duration, rpc, build }";
  const alerts =
    when === undefined
      ? ""
      : `alerts: (${handles}) => [alert("Planted", { when: ${when}, severity: "warning", summary: ${JSON.stringify(summary ?? "planted")}${alert === undefined ? "" : `, ${alert}`} })],`;
  return `import { alert, availability, CounterHandle, counter, definePlatform, defineService, defineTeam, defineWorkspace, gauge, kubernetes, latency, logAlert, loki, panel, promql, row, s3, secretRef, webhook } from "crowsnest";
import { chat, metrics as exposed, payments, platform, production, runsOn } from ${JSON.stringify(join(ROOT, "bench/seeded/base.ts"))};

const metrics = { ...exposed, ${metrics ?? ""} };
${before ?? ""}
const service = defineService({
  name: "checkout",
  ${service?.startsWith("team:") ? "" : "team: payments,"}
  ${service?.startsWith("runsOn:") ? "" : "runsOn,"}
  metrics,
  ${service === undefined ? "" : `${service},`}
  ${alerts}
});

export default defineWorkspace({
  ${workspace?.startsWith("platform:") ? "" : "platform,"}
  environments: [production],
  ${workspace?.startsWith("teams:") ? "" : "teams: [payments],"}
  ${workspace?.startsWith("services:") ? "" : "services: [service],"}
  ${workspace ?? ""}
});
`;
}

/** The folders that the TypeScript compiler complains about. */
async function compile(folder: string): Promise<ReadonlySet<string>> {
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { cwd: folder });
  return new Set([...stdout.matchAll(/^([\w-]+)\/crowsnest\.config\.ts\(/gm)].map(([, name]) => name ?? ""));
}

function codesOf(definition: WorkspaceDefinition): ReadonlySet<string> {
  return new Set(checkDefinition(definition).diagnostics.map(({ code }) => code));
}

/** Whether promtool says anything about the rules that a workspace would become if nobody checked it. */
async function promtoolFinds(definition: WorkspaceDefinition, folder: string): Promise<boolean> {
  const groups: unknown[] = [];
  try {
    for (const environment of resolveWorkspace(checkDefinition(definition).draft).environments) {
      for (const team of environment.teams) {
        groups.push(...teamRules(environment, team).flatMap((rules) => rules.groups));
      }
    }
  } catch {
    // What cannot be compiled has no rules that promtool could look at.
    return false;
  }
  const file = join(folder, "rules.yaml");
  await writeFile(file, toYaml({ groups } as never));
  const { path } = await ensureTool("promtool");
  const { code } = await run(path, ["check", "rules", "--lint=all", "--lint-fatal", file]);
  return code !== 0;
}

async function alarmsOf(definition: WorkspaceDefinition): Promise<number> {
  return checkDefinition(definition).diagnostics.length;
}

async function example(): Promise<WorkspaceDefinition> {
  const { definition } = await loadWorkspace(join(ROOT, "examples/shop"));
  if (definition === undefined) throw new Error("the example does not load");
  return definition;
}

/** One service for each catalog. */
function catalogServices(): WorkspaceDefinition {
  return defineWorkspace({
    ...commonOptions(),
    services: everyCatalog.map((catalog, index) =>
      defineService({
        name: `service-${index}`,
        team: base.payments,
        runsOn: { ...base.runsOn, selector: { app: `service-${index}` } },
        uses: [catalog],
      }),
    ),
  });
}

function unplanted(): WorkspaceDefinition {
  const { metrics, payments: team, runsOn } = base;
  return defineWorkspace({
    ...commonOptions(),
    services: [defineService({ name: "checkout", team, runsOn, metrics })],
  });
}

function commonOptions() {
  return { platform: base.platform, environments: [base.production], teams: [base.payments] };
}

function table(verdicts: readonly Verdict[]): string {
  const mark = (found: boolean) => (found ? "found" : "-");
  const rows = verdicts.map(({ defect, crowsnest, promtool, tsc }) => [
    defect.code,
    defect.about,
    mark(crowsnest),
    mark(promtool),
    mark(tsc),
  ]);
  const all = [["code", "mistake", "Crowsnest", "promtool", "tsc"], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n\n`;
}
