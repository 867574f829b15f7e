import type { z } from "zod";
import type { IssueDetails } from "../definitions/common.ts";
import { type Diagnostic, type DiagnosticCode, diagnostic, suggest } from "../diagnostics/index.ts";
import { describePath, locatePath, type PathKey } from "./paths.ts";
import type { RawDefinition } from "./raw.ts";

type Issue = z.core.$ZodIssue;

/** Reads a definition by its schema; every issue becomes a diagnostic at the place it was written. */
export function parseDefinition<Schema extends z.ZodType>(
  schema: Schema,
  raw: RawDefinition,
  path: string,
): { readonly value: z.infer<Schema> | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const result = schema.safeParse(raw);
  if (result.success) {
    return { value: result.data, diagnostics: [] };
  }
  const diagnostics = result.error.issues.flatMap((issue) => issueDiagnostics(issue, schema, raw, path));
  return { value: undefined, diagnostics };
}

function issueDiagnostics(issue: Issue, schema: z.ZodType, raw: RawDefinition, prefix: string): Diagnostic[] {
  const path = issue.path.filter((key): key is PathKey => typeof key !== "symbol");
  const at = (more: readonly PathKey[] = []) => ({
    path: describePath(prefix, raw, [...path, ...more]),
    source: locatePath(raw, path),
  });
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(schema, path);
    return issue.keys.map((key) =>
      diagnostic("unknown-key", { ...at([key]), message: `unknown key "${key}"`, hint: suggest(key, known) }),
    );
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const nested = nearestAlternative(issue.errors);
    return nested.flatMap((inner) =>
      issueDiagnostics({ ...inner, path: [...issue.path, ...inner.path] }, schema, raw, prefix),
    );
  }
  if (issue.code === "invalid_type" && valueAt(raw, path) === undefined) {
    const key = String(path.at(-1) ?? "");
    return [
      diagnostic("missing-key", {
        ...at(),
        message: `"${key}" is missing`,
        hint: `Expected ${article(issue.expected)}.`,
      }),
    ];
  }
  const { code, hint } = details(issue);
  const message = issue.code === "custom" ? issue.message : lowerFirst(issue.message);
  return [diagnostic(code, { ...at(), message: `${message}${got(valueAt(raw, path))}`, hint })];
}

// Of the alternatives of a union, the one with the fewest complaints is what was probably meant.
function nearestAlternative(alternatives: readonly Issue[][]): readonly Issue[] {
  return alternatives.reduce((best, next) => (next.length < best.length ? next : best));
}

function details(issue: Issue): IssueDetails {
  const params = issue.code === "custom" ? (issue.params as IssueDetails | undefined) : undefined;
  if (params?.code !== undefined) {
    return params;
  }
  const code: DiagnosticCode = "invalid-value";
  if (issue.code === "invalid_value") {
    return { code, hint: `Expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}.` };
  }
  return { code, hint: `${upperFirst(lowerFirst(issue.message))}.` };
}

function got(value: unknown): string {
  if (value === undefined || typeof value === "object" || typeof value === "function") {
    return "";
  }
  const text = JSON.stringify(value);
  return `: ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`;
}

function valueAt(root: unknown, path: readonly PathKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PathKey, unknown>)[key] : undefined,
    root,
  );
}

/** The keys that a schema knows at a path, through its wrappers. */
function knownKeys(schema: z.ZodType, path: readonly PathKey[]): readonly string[] {
  let current = [schema as unknown];
  for (const key of path) {
    current = current.flatMap(unwrap).flatMap((node) => step(node, key));
  }
  const keys = current.flatMap(unwrap).flatMap((node) => Object.keys(definition(node).shape ?? {}));
  return [...new Set(keys)].filter((key) => key !== "kind");
}

interface SchemaDefinition {
  readonly type?: string;
  readonly innerType?: unknown;
  readonly in?: unknown;
  readonly options?: readonly unknown[];
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly valueType?: unknown;
}

function definition(node: unknown): SchemaDefinition {
  return (node as { def?: SchemaDefinition } | undefined)?.def ?? {};
}

function unwrap(node: unknown): unknown[] {
  const { innerType, in: input, options } = definition(node);
  if (options !== undefined) {
    return options.flatMap(unwrap);
  }
  const inner = innerType ?? input;
  return inner === undefined ? [node] : unwrap(inner);
}

function step(node: unknown, key: PathKey): unknown[] {
  const { shape, element, valueType } = definition(node);
  const next = shape?.[key] ?? element ?? valueType;
  return next === undefined ? [] : [next];
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/^nvalid input: /, "");
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
