import type { z } from "zod";
import type { IssueDetails } from "../definitions/common.ts";
import { relocated, sourceOf } from "../definitions/source.ts";
import { type Diagnostic, type DiagnosticCode, diagnostic, suggest } from "../diagnostics/index.ts";
import { describePath, locatePath, type PathKey, valueAt } from "./paths.ts";
import type { RawDefinition } from "./raw-definition.ts";
import { knownKeys } from "./schema-keys.ts";
import { messageOf } from "./thrown.ts";

type Issue = z.core.$ZodIssue;

/** A definition as its schema read it. */
export interface ParsedDefinition<Value> {
  /** `undefined` when nothing can be made of it. */
  readonly value: Value | undefined;
  /** What `value` was read from: what the user wrote, but for parts that were refused. */
  readonly raw: RawDefinition;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a definition by its schema; every issue becomes a diagnostic at the place it was written. Where the rest
 * makes sense without what was refused (an unknown key, one of several SLOs), it is read all the same, so that
 * one mistake hides no other.
 */
export function parseDefinition<Schema extends z.ZodType>(
  schema: Schema,
  raw: RawDefinition,
  path: string,
): ParsedDefinition<z.infer<Schema>> {
  try {
    const hidden = prototypeKeys(raw).map((keys) =>
      diagnostic("unknown-key", {
        path: describePath(path, raw, keys),
        message: 'unknown key "__proto__"',
        hint: "JavaScript gives this key a meaning of its own; choose another name.",
        source: locatePath(raw, keys),
      }),
    );
    const result = schema.safeParse(raw);
    if (result.success) {
      return { value: result.data, raw, diagnostics: hidden };
    }
    const { issues } = result.error;
    const rest = withoutRefused(raw, issues);
    const refused = issues.flatMap((issue) => issueDiagnostics(issue, schema, raw, path));
    return { value: schema.safeParse(rest).data, raw: rest, diagnostics: [...hidden, ...refused] };
  } catch (error) {
    return { value: undefined, raw, diagnostics: [unreadable(error, raw, path)] };
  }
}

/** The diagnostic of a definition that throws when it is read: a getter, a proxy. */
export function unreadable(error: unknown, definition: unknown, path: string): Diagnostic {
  return diagnostic("definition-throws", {
    path,
    message: `the definition threw while it was read: ${messageOf(error)}`,
    hint: "Write plain values; a getter that throws has none.",
    source: sourceOf(definition),
  });
}

/** Deeper than any definition goes; it ends the walk of a value that holds itself. */
const DEEPEST = 8;

/** Paths of all keys `__proto__`, which zod leaves out of records without a word. */
function prototypeKeys(value: unknown): readonly (readonly PathKey[])[] {
  const found: (readonly PathKey[])[] = [];
  const walk = (holder: object, path: PathKey[]) => {
    for (const key of Object.keys(holder)) {
      const step = Array.isArray(holder) ? Number(key) : key;
      const inner: unknown = (holder as Record<string, unknown>)[key];
      if (key === "__proto__") {
        found.push([...path, key]);
      } else if (typeof inner === "object" && inner !== null && path.length < DEEPEST) {
        path.push(step);
        walk(inner, path);
        path.pop();
      }
    }
  };
  if (typeof value === "object" && value !== null) {
    walk(value, []);
  }
  return found;
}

/** Lists whose items mean something without the others. */
const LISTS_OF_THEIR_OWN: readonly PathKey[] = [
  "slos",
  "alerts",
  "logAlerts",
  "rows",
  "links",
  "dashboards",
  "waivers",
];

/** A copy of a definition without its unknown keys, and without list items that were refused. */
function withoutRefused(raw: RawDefinition, issues: readonly Issue[]): RawDefinition {
  const rest: Record<string, unknown> = relocated({ ...raw }, raw);
  const others: Issue[] = [];
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys") {
      omit(rest, pathKeys(issue), issue.keys);
    } else {
      others.push(issue);
    }
  }
  for (const list of LISTS_OF_THEIR_OWN) {
    const items = rest[list];
    const refused = new Set(others.filter(({ path }) => path[0] === list).map(({ path }) => path[1]));
    if (Array.isArray(items) && refused.size > 0) {
      rest[list] = items.filter((_, index) => !refused.has(index));
    }
  }
  return rest;
}

/** Takes keys away from the object at a path; everything on the way is copied first. */
function omit(root: Record<PathKey, unknown>, path: readonly PathKey[], keys: readonly string[]): void {
  let parent = root;
  for (const key of path) {
    const child = parent[key];
    if (typeof child !== "object" || child === null) {
      return;
    }
    const copy = relocated(Array.isArray(child) ? [...child] : { ...child }, child);
    parent[key] = copy;
    parent = copy as Record<PathKey, unknown>;
  }
  for (const key of keys) {
    delete parent[key];
  }
}

/** An object that was never meant to be a definition (a text spread into one) has thousands. */
const MOST_UNKNOWN_KEYS = 20;

function issueDiagnostics(issue: Issue, schema: z.ZodType, raw: RawDefinition, prefix: string): Diagnostic[] {
  const path = pathKeys(issue);
  const at = (more: readonly PathKey[] = []) => ({
    path: describePath(prefix, raw, [...path, ...more]),
    source: locatePath(raw, path),
  });
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(schema, path);
    return issue.keys
      .filter((key) => key !== "__proto__")
      .slice(0, MOST_UNKNOWN_KEYS)
      .map((key) =>
        diagnostic("unknown-key", {
          ...at([key]),
          message: `unknown key "${key}"`,
          // Another kind of the same thing may know it.
          hint: suggest(
            key,
            known.filter((name) => name !== key),
          ),
        }),
      );
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const nested = nearestAlternative(issue.errors);
    return nested.flatMap((inner) =>
      issueDiagnostics({ ...inner, path: [...issue.path, ...inner.path] }, schema, raw, prefix),
    );
  }
  if (issue.code === "invalid_key") {
    const key = got(path.at(-1));
    return issue.issues.map((inner) => {
      const { code, hint } = details(inner);
      return diagnostic(code, { ...at(), message: `${problem(inner, path.at(-1))}${key}`, hint });
    });
  }
  const value = valueAt(raw, path);
  if (value === undefined && isAbsence(issue)) {
    return [diagnostic("missing-key", { ...at(), ...absence(path.at(-1), issue) })];
  }
  const { code, hint, untold = false } = details(issue);
  const message = `${problem(issue, value)}${untold ? "" : got(value)}`;
  return [diagnostic(code, { ...at(), message, hint })];
}

/** Where a message, of zod's or of a schema, goes on to say what is expected: that is the hint. */
const EXPECTED = /(?:^|[:.] )expected (?!.*, received )/i;

/** What is wrong with a value, without what is expected in its place. */
function problem(issue: Issue, value: unknown): string {
  const said = issue.code === "custom" ? issue.message : lowerFirst(issue.message);
  const at = said.search(EXPECTED);
  if (at === -1) {
    return said;
  }
  const hasLength = typeof value === "string" || Array.isArray(value);
  switch (issue.code) {
    case "too_small":
      return hasLength ? (value.length === 0 ? "empty" : "too short") : "too small";
    case "too_big":
      return hasLength ? "too long" : "too big";
    default:
      return at === 0 ? "not valid" : said.slice(0, at);
  }
}

function pathKeys(issue: Issue): readonly PathKey[] {
  return issue.path.filter((key): key is PathKey => typeof key !== "symbol");
}

function isAbsence(issue: Issue): boolean {
  return ["invalid_type", "invalid_value", "invalid_union"].includes(issue.code);
}

function absence(
  key: PathKey | undefined,
  issue: Issue,
): { readonly message: string; readonly hint: string } {
  const expected =
    issue.code === "invalid_type" ? `Expected ${article(issue.expected)}.` : details(issue).hint;
  return typeof key === "number"
    ? {
        message: `item ${key + 1} of the list is undefined`,
        hint: `${expected} Two files that import each other give undefined: one has not run yet.`,
      }
    : { message: `"${key ?? ""}" is missing`, hint: expected };
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
  switch (issue.code) {
    case "invalid_value":
      return { code, hint: `Expected ${oneOf(issue.values)}.` };
    case "invalid_type":
      return { code, hint: `Expected ${article(issue.expected)}.` };
    case "invalid_union": {
      const { options } = issue as { readonly options?: readonly unknown[] };
      return { code, hint: options === undefined ? `${issue.message}.` : `Expected ${oneOf(options)}.` };
    }
    case "too_small":
      return {
        code,
        hint: ownHint(issue) ?? `Expected ${bound(issue, "at least", "above", issue.minimum)}.`,
      };
    case "too_big":
      return { code, hint: ownHint(issue) ?? `Expected ${bound(issue, "at most", "below", issue.maximum)}.` };
    default:
      return { code, hint: `${upperFirst(lowerFirst(issue.message))}.` };
  }
}

/** What a schema of ours says itself; `undefined` where the words are zod's. */
function ownHint({ message }: Issue): string | undefined {
  return message.startsWith("Too ") ? undefined : `${upperFirst(message)}.`;
}

function bound(
  { inclusive, origin }: { readonly inclusive?: boolean; readonly origin: string },
  atMost: "at least" | "at most",
  beyond: "above" | "below",
  limit: number | bigint,
): string {
  const counted = { array: "item", string: "character" }[origin];
  if (counted !== undefined) {
    return `${atMost} ${limit} ${counted}${Number(limit) === 1 ? "" : "s"}`;
  }
  return inclusive === false ? `a number ${beyond} ${limit}` : `a number of ${atMost} ${limit}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(" or ");
}

function got(value: unknown): string {
  switch (typeof value) {
    case "string":
    case "boolean": {
      const text = JSON.stringify(value);
      return `: ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`;
    }
    case "number":
    case "bigint":
    case "symbol":
      return `: ${String(value)}`;
    default:
      return "";
  }
}

/** What zod calls otherwise than users do. */
const NOUNS: Readonly<Record<string, string>> = { int: "whole number", record: "object" };

function article(type: string): string {
  const noun = NOUNS[type] ?? type;
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** A message of zod's in the middle of a sentence. */
function lowerFirst(text: string): string {
  const said = text.replace(/^Invalid input: /, "");
  return said.charAt(0).toLowerCase() + said.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
