import { existsSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { register as registerRequire } from "tsx/cjs/api";
import { register } from "tsx/esm/api";
import type { WorkspaceDefinition } from "../definitions/index.ts";
import { parseStackFrame } from "../definitions/source.ts";
import { isWorkspaceDefinition } from "../definitions/workspace.ts";
import { type Diagnostic, diagnostic, type SourceLocation } from "../diagnostics/index.ts";
import { isRecord } from "./is-record.ts";
import { messageOf, stackOf } from "./thrown.ts";

/** Name of the file that a workspace is loaded from. */
export const CONFIG_FILE = "crowsnest.config.ts";

/** A workspace as its file exports it, or what keeps it from loading. */
export type LoadedWorkspace =
  | { readonly definition: WorkspaceDefinition; readonly file: string; readonly diagnostics: readonly [] }
  | { readonly definition: undefined; readonly file: string; readonly diagnostics: readonly [Diagnostic] };

/**
 * Loads the workspace that a file, or the `crowsnest.config.ts` of a folder, exports by default.
 *
 * @param path a file or a folder, relative to the current one
 */
export async function loadWorkspace(path: string): Promise<LoadedWorkspace> {
  const file = configFile(resolve(path));
  const failed = (
    code: "config-not-found" | "config-throws" | "config-no-workspace",
    message: string,
    hint: string,
    place: SourceLocation | null = null,
  ) =>
    ({
      definition: undefined,
      file,
      diagnostics: [
        diagnostic(code, {
          path: basename(file),
          message,
          hint,
          source: place ?? (existsSync(file) ? { file, line: 1, column: 1 } : null),
        }),
      ],
    }) as const;

  if (!existsSync(file)) {
    return failed(
      "config-not-found",
      `there is no ${file}`,
      `Stand in the folder that holds ${CONFIG_FILE}, or name it with --config.`,
    );
  }
  let exported: unknown;
  try {
    exported = await importDefault(file);
  } catch (error) {
    const message = messageOf(error);
    return failed(
      "config-throws",
      `the file failed while it loaded: ${message}`,
      NO_SUCH_EXPORT.test(message)
        ? 'Import builders from "crowsnest", ready catalogs from "crowsnest/catalogs", and mind the spelling.'
        : "Mend the error; it comes from the file itself or from something that it imports.",
      userPlace(error, message),
    );
  }
  return isWorkspaceDefinition(exported)
    ? { definition: exported, file, diagnostics: [] }
    : failed(
        "config-no-workspace",
        `the default export is ${describe(exported)}, not a workspace`,
        "Write `export default defineWorkspace({ … })`.",
      );
}

function configFile(path: string): string {
  return existsSync(path) && statSync(path).isDirectory() ? join(path, CONFIG_FILE) : path;
}

/** What a file of definitions exports, loaded as a workspace is; or in a sentence why it cannot be. */
export async function loadExports(
  path: string,
): Promise<{ readonly exports: Readonly<Record<string, unknown>> } | { readonly problem: string }> {
  const file = resolve(path);
  if (!existsSync(file)) {
    return { problem: `there is no ${file}` };
  }
  try {
    return { exports: await importFile(file) };
  } catch (error) {
    return { problem: `the file failed while it loaded: ${messageOf(error)}` };
  }
}

async function importDefault(file: string): Promise<unknown> {
  const exported = (await importFile(file)).default;
  // A config in a CommonJS package arrives with its exports wrapped once more.
  return isRecord(exported) && "default" in exported ? exported.default : exported;
}

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  // Source maps make the places in diagnostics those of the file that the user wrote.
  process.setSourceMapsEnabled(true);
  // In a package without "type": "module" a config is CommonJS, and what it imports is required.
  const unregisterRequire = registerRequire();
  const unregister = register({ tsconfig: nearestTsconfig(dirname(file)) ?? false });
  try {
    return await outlived<Readonly<Record<string, unknown>>>(() => import(pathToFileURL(file).href));
  } finally {
    await unregister();
    unregisterRequire();
  }
}

/** What a module gives, or an error when it ends the process or waits for what never comes: neither may pass for success. */
async function outlived<Module>(load: () => Promise<Module>): Promise<Module> {
  const { exit } = process;
  let onIdle = () => {};
  const idle = new Promise<never>((_, reject) => {
    onIdle = () => reject(new Error("it waits for something that never comes"));
  });
  process.exit = (code) => {
    const error = new Error(`it calls process.exit(${code ?? ""})`);
    Error.captureStackTrace(error, process.exit);
    throw error;
  };
  process.once("beforeExit", onIdle);
  try {
    return await Promise.race([load(), idle]);
  } finally {
    process.off("beforeExit", onIdle);
    process.exit = exit;
  }
}

function nearestTsconfig(directory: string): string | undefined {
  const candidate = join(directory, "tsconfig.json");
  const parent = dirname(directory);
  return existsSync(candidate) ? candidate : parent === directory ? undefined : nearestTsconfig(parent);
}

/** The first place in the user's own files that a stack, or else a message, names. */
function userPlace(error: unknown, message: string): SourceLocation | null {
  const frames = stackOf(error)
    .split("\n")
    .flatMap((line) => parseStackFrame(line) ?? []);
  // What called this file is a program that loads workspaces, not part of one.
  const caller = frames.findIndex(({ file }) => file === THIS_FILE);
  const loaded = caller === -1 ? frames : frames.slice(0, caller);
  const named = message.split("\n").flatMap((line) => parsePlace(line) ?? []);
  return [...loaded, ...named].find(({ file }) => isUsers(file)) ?? null;
}

/** Reads what messages say: the lexer's `Parse error file:line:column`, esbuild's `file:line:column: ERROR: …`, Node's `… imported from file` and require stack. */
function parsePlace(line: string): SourceLocation | null {
  const [, lexed, lexedRow, lexedColumn] = /Parse error (.+):(\d+):(\d+)$/.exec(line) ?? [];
  if (lexed !== undefined) {
    return { file: lexed, line: Number(lexedRow), column: Number(lexedColumn) };
  }
  const [, file, row, column] = /^(.+):(\d+):(\d+): ERROR: /.exec(line) ?? [];
  if (file !== undefined) {
    // esbuild counts columns from 0
    return { file, line: Number(row), column: Number(column) + 1 };
  }
  const [, importer] = /(?: imported from |^- )(.+)$/.exec(line) ?? [];
  return importer === undefined ? null : { file: importer, line: 1, column: 1 };
}

/** How Node says that Crowsnest exports no such name, in a module and where tsx made CommonJS of it. */
const NO_SUCH_EXPORT =
  /module 'crowsnest(?:\/\w+)?' does not provide an export|\(0 , import_crowsnest\d*\.\w+\) is not a function/;

const THIS_FILE = fileURLToPath(import.meta.url);
const OWN_CODE = fileURLToPath(new URL("..", import.meta.url));

function isUsers(file: string): boolean {
  return isAbsolute(file) && !file.includes(`${sep}node_modules${sep}`) && !file.startsWith(OWN_CODE);
}

function describe(value: unknown): string {
  return value === undefined ? "missing" : value === null ? "null" : `of type ${typeof value}`;
}
