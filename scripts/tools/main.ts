import { ensureTool } from "./ensure.ts";
import { type FoundTool, findTool } from "./find.ts";
import { ToolMissing } from "./missing.ts";
import { isToolName, TOOLS, type ToolName } from "./registry.ts";
import { table } from "./table.ts";

const HEADING = ["tool", "version", "origin", "path"];
const NAMES = Object.keys(TOOLS).filter(isToolName);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => arg !== "--list" && !isToolName(arg));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown: ${unknown.join(", ")}\n`);
    process.stderr.write(`Usage: npm run tools -- [--list] [${NAMES.join(" | ")}]...\n`);
    return 1;
  }
  const named = args.filter(isToolName);
  if (args.includes("--list")) return list(named.length > 0 ? named : NAMES);
  return ensureAll(named.length > 0 ? named : NAMES.filter((name) => TOOLS[name].neededByTests));
}

async function list(names: readonly ToolName[]): Promise<number> {
  const rows: string[][] = [];
  for (const name of names) {
    const found = await orMissing(async () => (await findTool(name, process.env)).found);
    rows.push(row(name, found instanceof ToolMissing ? undefined : found));
  }
  process.stdout.write(table(HEADING, rows));
  return 0;
}

async function ensureAll(names: readonly ToolName[]): Promise<number> {
  const rows: string[][] = [];
  const missing: ToolMissing[] = [];
  for (const name of names) {
    const found = await orMissing(() => ensureTool(name));
    if (found instanceof ToolMissing) missing.push(found);
    rows.push(row(name, found instanceof ToolMissing ? undefined : found));
  }
  process.stdout.write(table(HEADING, rows));
  for (const error of missing) process.stderr.write(`\n${error.message}\n`);
  return missing.length === 0 ? 0 : 1;
}

async function orMissing<T>(work: () => Promise<T>): Promise<T | ToolMissing> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ToolMissing) return error;
    throw error;
  }
}

function row(name: ToolName, found: FoundTool | undefined): string[] {
  if (found === undefined) return [name, "missing", "-", `needs ${TOOLS[name].minimum} or newer`];
  return [name, found.version, found.origin, found.path];
}
