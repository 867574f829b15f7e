import { type Matcher, regexMatches } from "../../../query/promql/index.ts";

/** Values that labels often have; for a matcher that only says what a value is not. */
const COMMON = ["200", "500", "404", "GET", "POST", "ok", "error", "true", "false", "/", "a", "b", ""];

/** A value of a label that every matcher on it takes; `undefined` when none comes to mind. */
export function sampleValue(matchers: readonly Matcher[]): string | undefined {
  const wanted = matchers.flatMap(({ operator, value }) =>
    operator === "=" ? [value] : operator === "=~" ? samplesOf(value) : [],
  );
  return [...wanted, ...COMMON].find((value) => matchers.every((matcher) => takes(matcher, value)));
}

/** Whether a matcher takes a value. */
export function takes({ operator, value: pattern }: Matcher, value: string): boolean {
  switch (operator) {
    case "=":
      return value === pattern;
    case "!=":
      return value !== pattern;
    case "=~":
      return regexMatches(pattern, value);
    case "!~":
      return !regexMatches(pattern, value);
  }
}

/** Some texts that an expression of the usual kind matches; each is tried before it is used. */
function samplesOf(source: string): readonly string[] {
  return alternatives(source).map((alternative) =>
    alternative
      .replace(/\(\?[a-zA-Z:]*|[()^$]/g, "")
      .replace(/\\d|\[0-9\]/g, "0")
      .replace(/\\w|\[a-z\]|\[A-Z\]|\[\^[^\]]*\]/g, "a")
      .replace(/\[(.)[^\]]*\]/g, "$1")
      .replace(/\\s/g, " ")
      .replace(/\.[*?]/g, "")
      .replace(/(\\?.)\{(\d+)[^}]*\}/g, (_, text: string, count: string) => text.repeat(Number(count)))
      .replace(/(?<!\\)[+*?]/g, "")
      .replace(/(?<!\\)\./g, "0")
      .replace(/\\(.)/g, "$1"),
  );
}

/** Splits at every bar, inside of groups as well: what does not match on its own is dropped later. */
function alternatives(source: string): readonly string[] {
  const whole = /^([^(|]*)\(([^()]*\|[^()]*)\)([^(|]*)$/.exec(source);
  if (whole !== null) {
    const [, before = "", inside = "", after = ""] = whole;
    return inside.split("|").map((part) => `${before}${part.replace(/^\?:/, "")}${after}`);
  }
  return source.split("|");
}
