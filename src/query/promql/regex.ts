import { RE2JS } from "re2js";
import type { Matcher } from "./ast.ts";

const compiled = new Map<string, RE2JS | string>();

function compile(source: string): RE2JS | string {
  const known = compiled.get(source);
  if (known !== undefined) {
    return known;
  }
  let result: RE2JS | string;
  try {
    result = RE2JS.compile(`^(?s:${source})$`);
  } catch (error) {
    result = explain(source, error instanceof Error ? error.message : String(error));
  }
  compiled.set(source, result);
  return result;
}

/**
 * What keeps Prometheus from reading a regular expression, or `undefined`.
 *
 * @example regexProblem("(?!5)..") // "a look-around"
 */
export function regexProblem(source: string): string | undefined {
  // Most are a literal with a few dots: those need no look at the grammar.
  if (/^(?:[\w\s/:@,=~-]|\.[*+]?|\\[.\-/dwsDWS]|\|)*$/.test(source)) {
    return undefined;
  }
  const result = compile(source);
  return typeof result === "string" ? result : undefined;
}

/** Tells whether a regular expression, anchored at both ends as Prometheus does, matches a value. */
export function regexMatches(source: string, value: string): boolean {
  const result = compile(source);
  return typeof result !== "string" && result.matches(value);
}

/** Tells whether a matcher takes a value of its label. */
export function matcherTakes({ operator, value: asked }: Matcher, value: string): boolean {
  switch (operator) {
    case "=":
      return value === asked;
    case "!=":
      return value !== asked;
    case "=~":
      return regexMatches(asked, value);
    case "!~":
      return !regexMatches(asked, value);
  }
}

/** Tells whether a regular expression is nothing but the text that it matches. */
export function isLiteralRegex(source: string): boolean {
  return !/[\\^$.*+?()[\]{}|]/.test(source);
}

function explain(source: string, message: string): string {
  if (/(?<!\\)\(\?(?:[=!]|<[=!])/.test(source)) {
    return "a look-around";
  }
  if (/(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)/.test(source)) {
    return "a back-reference";
  }
  return message.replace(/^error parsing regexp: /, "").replace(/:.*$/s, "");
}
