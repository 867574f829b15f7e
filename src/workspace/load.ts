import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { register } from "tsx/esm/api";
import type { WorkspaceDefinition } from "../definitions/index.ts";
import { parseStackFrame } from "../definitions/source.ts";
import { isWorkspaceDefinition } from "../definitions/workspace.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { isRecord } from "./is-record.ts";

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
    stack = "",
  ) =>
    ({
      definition: undefined,
      file,
      diagnostics: [
        diagnostic(code, {
          path: CONFIG_FILE,
          message,
          hint,
          source: userFrame(stack, dirname(file)) ?? (existsSync(file) ? { file, line: 1, column: 1 } : null),
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
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    return failed(
      "config-throws",
      `the file failed while it loaded: ${message}`,
      "Mend the error; it comes from the file itself or from something that it imports.",
      stack,
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

async function importDefault(file: string): Promise<unknown> {
  // Source maps make the places in diagnostics those of the file that the user wrote.
  process.setSourceMapsEnabled(true);
  const unregister = register({ tsconfig: nearestTsconfig(dirname(file)) ?? false });
  try {
    const module: { readonly default?: unknown } = await import(pathToFileURL(file).href);
    const exported = module.default;
    // A config in a CommonJS package arrives with its exports wrapped once more.
    return isRecord(exported) && "default" in exported ? exported.default : exported;
  } finally {
    await unregister();
  }
}

function nearestTsconfig(directory: string): string | undefined {
  const candidate = join(directory, "tsconfig.json");
  const parent = dirname(directory);
  return existsSync(candidate) ? candidate : parent === directory ? undefined : nearestTsconfig(parent);
}

/** The first frame of a stack that lies in the user's own files. */
function userFrame(stack: string, root: string) {
  const frames = stack.split("\n").flatMap((line) => parseStackFrame(line) ?? []);
  return frames.find(({ file }) => file.startsWith(root) && !file.includes("node_modules")) ?? null;
}

function describe(value: unknown): string {
  return value === undefined ? "missing" : value === null ? "null" : `of type ${typeof value}`;
}
