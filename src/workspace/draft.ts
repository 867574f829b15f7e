import { dirname } from "node:path";
import type { z } from "zod";
import { environmentSchema } from "../definitions/environment.ts";
import type { ResolvedPlatform, Team, WorkspaceDefinition } from "../definitions/index.ts";
import { platformSchema } from "../definitions/platform.ts";
import { serviceSchema } from "../definitions/service.ts";
import { relocated, sourceOf } from "../definitions/source.ts";
import { teamSchema } from "../definitions/team.ts";
import { type Diagnostic, diagnostic, type SourceLocation } from "../diagnostics/index.ts";
import { withDashboardFiles } from "./dashboard-files.ts";
import { isRecord } from "./is-record.ts";
import { parseDefinition, unreadable } from "./issues.ts";
import { describePath, locatePath, type PathKey } from "./paths.ts";
import { mergePlatform } from "./platform-settings.ts";
import { rawPlatform, rawService } from "./raw.ts";
import type { RawDefinition } from "./raw-definition.ts";
import { type RunbookFiles, readRunbookFiles } from "./runbook-files.ts";

/** A service as its schema reads it. */
export type ParsedService = z.infer<typeof serviceSchema>;
/** An environment as its schema reads it, with the platform that holds there. */
export type ParsedEnvironment = z.infer<typeof environmentSchema> & { readonly settings: ResolvedPlatform };

/** A definition with what is needed to say where a mistake in it was written. */
export interface Drafted<Value> {
  /** What the schema read, with defaults. */
  readonly value: Value;
  readonly path: string;
  /** What the value was read from. */
  readonly raw: RawDefinition;
  /** Where a key of the definition was written, and how its path is called. */
  at(...path: readonly PathKey[]): { readonly path: string; readonly source: SourceLocation | null };
}

/** All definitions whose form is right; their references are not checked yet. */
export interface Draft {
  readonly platform: Drafted<ResolvedPlatform> | undefined;
  readonly environments: readonly Drafted<ParsedEnvironment>[];
  readonly teams: readonly Drafted<Team>[];
  readonly services: readonly Drafted<ParsedService>[];
  /** Runbooks that are files of the workspace. */
  readonly runbooks: RunbookFiles;
  /** Every name that was declared, also by definitions that were refused: a reference to one is no second mistake. */
  readonly declared: Readonly<Record<"environments" | "teams" | "services", ReadonlySet<string>>>;
}

/** Reads all definitions by their schemas, and collects every mistake of form. Whatever it is given, it returns. */
export function draftWorkspace(definition: WorkspaceDefinition): {
  readonly draft: Draft;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  /** Runs what touches the user's own objects: a getter or a proxy may throw. */
  const attempt = <Value>(original: unknown, path: string, action: () => Value): Value | undefined => {
    try {
      return action();
    } catch (error) {
      diagnostics.push(unreadable(error, original, path));
      return undefined;
    }
  };
  const read = <Schema extends z.ZodType>(schema: Schema, raw: RawDefinition, path: string) => {
    const parsed = parseDefinition(schema, raw, path);
    diagnostics.push(...parsed.diagnostics);
    return parsed.value === undefined ? undefined : drafted(parsed.value, parsed.raw, path);
  };

  const workspace: Partial<WorkspaceDefinition> =
    attempt(definition, "workspace", () => relocated({ ...definition }, definition)) ?? {};
  diagnostics.push(...unknownWorkspaceKeys(workspace));
  const file = sourceOf(definition)?.file;
  const root = file === undefined ? undefined : dirname(file);
  const teamRaws = list(workspace, "teams", attempt, diagnostics).map(
    (raw) =>
      attempt(raw, pathOf("teams", raw), () =>
        withDashboardFiles(raw, pathOf("teams", raw), root, diagnostics),
      ) ?? raw,
  );
  const serviceRaws = list(workspace, "services", attempt, diagnostics).flatMap((raw): RawDefinition[] => {
    const service = attempt(raw, pathOf("services", raw), () => rawService(raw, root, diagnostics));
    return service === undefined ? [] : [service];
  });
  const environmentRaws = list(workspace, "environments", attempt, diagnostics);
  const { platform: given } = workspace;
  const platformRaw = isRecord(given)
    ? attempt(given, "platform", () => rawPlatform(given))
    : missingPlatform(workspace, diagnostics);

  const platform = platformRaw && read(platformSchema, platformRaw, "platform");
  const environments = environmentRaws.flatMap((raw): Drafted<ParsedEnvironment>[] => {
    const path = pathOf("environments", raw);
    const environment = read(environmentSchema, raw, path);
    const merged = platform && attempt(raw, path, () => mergePlatform(platform.raw, raw));
    const settings = environment && merged && read(platformSchema, merged, `${path}.platform`);
    return environment === undefined || settings === undefined
      ? []
      : [drafted({ ...environment.value, settings: settings.value }, environment.raw, path)];
  });

  const services = serviceRaws.flatMap((raw) => read(serviceSchema, raw, pathOf("services", raw)) ?? []);
  const draft: Draft = {
    platform,
    environments,
    teams: teamRaws.flatMap((raw) => read(teamSchema, raw, pathOf("teams", raw)) ?? []),
    services,
    runbooks: readRunbookFiles(
      services.map(({ value }) => value),
      root,
    ),
    declared: {
      environments: names(environmentRaws),
      teams: names(teamRaws),
      services: names(serviceRaws),
    },
  };
  return { draft, diagnostics };
}

function drafted<Value>(value: Value, raw: RawDefinition, prefix: string): Drafted<Value> {
  return {
    value,
    raw,
    path: prefix,
    // Asked for wherever a mistake could be, and read only where there is one: formatting a stack takes long.
    at: (...path) => ({
      get path() {
        return describePath(prefix, raw, path);
      },
      get source() {
        return locatePath(raw, path);
      },
    }),
  };
}

const WORKSPACE_KEYS = ["kind", "platform", "environments", "teams", "services"];

function unknownWorkspaceKeys(definition: object): Diagnostic[] {
  return Object.keys(definition)
    .filter((key) => !WORKSPACE_KEYS.includes(key))
    .map((key) =>
      diagnostic("unknown-key", {
        path: key,
        message: `unknown key "${key}"`,
        hint: `A workspace has ${WORKSPACE_KEYS.slice(1).join(", ")}.`,
        source: sourceOf(definition),
      }),
    );
}

function list(
  definition: Partial<WorkspaceDefinition>,
  key: "environments" | "teams" | "services",
  attempt: <Value>(original: unknown, path: string, action: () => Value) => Value | undefined,
  diagnostics: Diagnostic[],
): readonly RawDefinition[] {
  const items: unknown = definition[key];
  const expected = `A list of what define${{ environments: "Environment", teams: "Team", services: "Service" }[key]} returns.`;
  if (!Array.isArray(items) || (key === "environments" && items.length === 0)) {
    const message = Array.isArray(items) ? `"${key}" is empty` : `"${key}" is not a list`;
    diagnostics.push(
      diagnostic(items === undefined ? "missing-key" : "invalid-value", {
        path: key,
        message: items === undefined ? `"${key}" is missing` : message,
        hint: expected,
        source: sourceOf(definition),
      }),
    );
    return [];
  }
  return items.flatMap((item: unknown, index): RawDefinition[] => {
    const path = `${key}[${index}]`;
    const copy = isRecord(item) ? attempt(item, path, () => relocated({ ...item }, item)) : undefined;
    const singular = key.slice(0, -1);
    if (copy?.kind === singular) {
      return [copy];
    }
    if (copy !== undefined || !isRecord(item)) {
      diagnostics.push(
        diagnostic("invalid-value", {
          path,
          message: `not a ${singular}`,
          hint: expected,
          source: sourceOf(item) ?? sourceOf(definition),
        }),
      );
    }
    return [];
  });
}

function missingPlatform(definition: Partial<WorkspaceDefinition>, diagnostics: Diagnostic[]): undefined {
  const missing = definition.platform === undefined;
  diagnostics.push(
    diagnostic(missing ? "missing-key" : "invalid-value", {
      path: "platform",
      message: missing ? '"platform" is missing' : "not a platform",
      hint: "Expected what definePlatform returns.",
      source: sourceOf(definition),
    }),
  );
  return undefined;
}

function pathOf(group: string, raw: RawDefinition): string {
  return `${group}.${typeof raw.name === "string" ? raw.name : "?"}`;
}

function names(raws: readonly RawDefinition[]): ReadonlySet<string> {
  return new Set(raws.map((raw) => raw.name).filter((name): name is string => typeof name === "string"));
}
