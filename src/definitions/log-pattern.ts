import { z } from "zod";
import { regexProblem, regexSource } from "../query/promql/index.ts";
import { issue } from "./common.ts";
import { located } from "./source.ts";

/** A pattern in pieces: an escape, a class, how a group begins, or anything else. */
const PIECES = /\\[\s\S]?|\[\^?(?:\\[\s\S]|[^\]\\])*\]?|\(\?P?<(?![=!])|[\s\S]/g;
/** Escapes of letters that JavaScript and RE2 read alike; RE2 has no other digits than those of `\x41`. */
const SHARED_ESCAPE = /^\\(?:[^A-Za-z0-9]|[bBdDfnrsStvwW]|x(?=[0-9A-Fa-f]{2}))/;

/** A regular expression that the collector (RE2) and JavaScript read alike; the latter tries lines before they are shipped. */
const patternSchema = z
  .string()
  .refine(
    isShared,
    issue(
      "invalid-value",
      "not a regular expression that the collector reads",
      "Use what JavaScript and RE2 have in common: no look-around, no back-references, no \\p, \\u, \\A or [:alpha:].",
    ),
  );

/** A pattern of text that is taken out of lines. */
export const secretPatternSchema = patternSchema.refine(
  (pattern) => !isShared(pattern) || !asRegExp(pattern).test(""),
  issue(
    "invalid-value",
    "a pattern that an empty text matches",
    "Ask for at least one character, or something is put between all others.",
  ),
);

/** A schema for {@link LinePattern}. */
export const linePatternSchema = z.strictObject({
  kind: z.literal("regex"),
  pattern: patternSchema.refine(
    (pattern) => !isShared(pattern) || groupNames(pattern).includes("message"),
    issue(
      "invalid-value",
      "a pattern without a group for the message",
      "Name the groups, such as (?<timestamp>…), (?<severity>…) and (?<message>…).",
    ),
  ),
});

/** A pattern that lines match, with a named group for each field. */
export type LinePattern = z.infer<typeof linePatternSchema>;

/**
 * A pattern for lines whose format cannot be changed. Groups of the names of fields (`timestamp`, `severity`,
 * `message`, `trace_id`, `span_id`, and the service's own) become these fields; a group that takes no part in a line,
 * or takes nothing, is no field of it.
 *
 * @example linePattern(/^(?<timestamp>\S+) \[(?<severity>\w+)\] (?<message>.*)$/)
 */
export function linePattern(pattern: RegExp | string): LinePattern {
  const source = pattern instanceof RegExp ? regexSource(pattern) : pattern;
  return located<LinePattern>({ kind: "regex", pattern: source }, linePattern);
}

/** A pattern in RE2's spelling: `(?<name>…)` is `(?P<name>…)`. */
export function asRe2(pattern: string): string {
  return spelled(pattern, "(?P<");
}

/**
 * Reads a pattern of RE2 as JavaScript does: `(?P<name>…)` is `(?<name>…)`, and flags for the whole pattern, such as
 * `(?i)` before it, become flags.
 *
 * @throws SyntaxError when it is no regular expression
 */
export function asRegExp(pattern: string): RegExp {
  const [, flags = "", source = ""] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(pattern) ?? [];
  return new RegExp(spelled(source, "(?<"), flags);
}

function spelled(pattern: string, group: string): string {
  return pattern.replace(PIECES, (piece) => (/^\(\?P?<$/.test(piece) ? group : piece));
}

/** Names of a pattern's groups. */
export function groupNames(pattern: string): readonly string[] {
  const { flags, source } = asRegExp(pattern);
  return Object.keys(new RegExp(`${source}|`, flags).exec("")?.groups ?? {});
}

function isShared(pattern: string): boolean {
  const escapes = pattern.match(/\\[\s\S]?[0-9A-Fa-f]{0,2}/g) ?? [];
  const classes = (pattern.match(PIECES) ?? []).filter((piece) => piece.startsWith("["));
  if (
    !escapes.every((piece) => SHARED_ESCAPE.test(piece)) ||
    classes.some((piece) => /^\[\^?\]|\[:/.test(piece))
  ) {
    return false;
  }
  try {
    asRegExp(pattern);
  } catch {
    return false;
  }
  return regexProblem(asRe2(pattern)) === undefined;
}
