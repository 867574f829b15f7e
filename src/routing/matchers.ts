import { type Labels, labelValue } from "./labels.ts";
import { goRegExp } from "./regexp.ts";

/** One condition on a label. */
export interface Matcher {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
  readonly matches: (labels: Labels) => boolean;
}

const MATCHER = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)\s*([\s\S]*?)\s*$/;

/**
 * Reads a matcher as Alertmanager's classic parser does (pkg/labels/parse.go).
 *
 * @throws TypeError on what Alertmanager would refuse
 */
export function parseMatcher(text: string): Matcher {
  const [, label, operator, raw] = MATCHER.exec(text) ?? [];
  if (label === undefined || operator === undefined || raw === undefined) {
    throw new TypeError(`not a matcher: ${JSON.stringify(text)}`);
  }
  return matcherOf(label, operator as Matcher["operator"], unquote(raw));
}

/** A matcher as it is written in the configuration. */
export function matcherText({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}

/** Tells whether labels fulfil every matcher; no matcher matches everything. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every(({ matches }) => matches(labels));
}

function matcherOf(label: string, operator: Matcher["operator"], value: string): Matcher {
  const test = valueTest(operator, value);
  return { label, operator, value, matches: (labels) => test(labelValue(labels, label)) };
}

function valueTest(operator: Matcher["operator"], value: string): (actual: string) => boolean {
  switch (operator) {
    case "=":
      return (actual) => actual === value;
    case "!=":
      return (actual) => actual !== value;
    case "=~":
    case "!~": {
      const expression = goRegExp(value);
      return (actual) => expression.test(actual) === (operator === "=~");
    }
  }
}

function unquote(raw: string): string {
  const quoted = raw.startsWith('"');
  const text = quoted ? raw.slice(1) : raw;
  let value = "";
  let closed = !quoted;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === "\\" && index < text.length - 1) {
      index += 1;
      const next = text[index] ?? "";
      value += next === "n" ? "\n" : next === '"' || next === "\\" ? next : `\\${next}`;
    } else if (character === '"') {
      if (!quoted || index < text.length - 1) {
        throw new TypeError(`a matcher's value has a quote that is not escaped: ${raw}`);
      }
      closed = true;
    } else {
      value += character;
    }
  }
  if (!closed) {
    throw new TypeError(`a matcher's value lacks its closing quote: ${raw}`);
  }
  return value;
}
