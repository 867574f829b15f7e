import { type Matcher, matcherTakes, regexMatches } from "../../../query/promql/index.ts";

/** Values that labels often have; for a matcher that only says what a value is not. */
const COMMON = [
  "200",
  "500",
  "404",
  "GET",
  "POST",
  "ok",
  "error",
  "true",
  "false",
  "/",
  "a",
  "b",
  "other",
  "",
];

/** A value of a label that every matcher on it takes; `undefined` when none comes to mind. */
export function sampleValue(matchers: readonly Matcher[]): string | undefined {
  const wanted = matchers.flatMap(({ operator, value }) =>
    operator === "=" ? [value] : operator === "=~" ? samplesOf(value) : [],
  );
  return [...wanted, ...COMMON].find((value) => matchers.every((matcher) => matcherTakes(matcher, value)));
}

/** Labels that matchers take; `undefined` when no value comes to mind for one of them. */
export function labelsFor(matchers: readonly Matcher[]): Readonly<Record<string, string>> | undefined {
  const labels: Record<string, string> = {};
  for (const { label } of matchers) {
    const value = sampleValue(matchers.filter((matcher) => matcher.label === label));
    if (value === undefined) {
      return undefined;
    }
    labels[label] = value;
  }
  return labels;
}

/** Labels that some matchers take and some others do not; `undefined` when none come to mind. */
export function labelsOutside(
  total: readonly Matcher[],
  part: readonly Matcher[],
): Readonly<Record<string, string>> | undefined {
  for (const matcher of part) {
    const labels = labelsFor([...total, { ...matcher, operator: OPPOSITE[matcher.operator] }]);
    if (labels !== undefined && !matcherTakes(matcher, labels[matcher.label] ?? "")) {
      return labels;
    }
  }
  return undefined;
}

const OPPOSITE = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" } as const;

/** Most texts that are made of one expression. */
const MOST_SAMPLES = 24;

/**
 * Some texts that an expression matches, of each of its alternatives one at least; each is tried before it is used, so
 * that what is not understood here (a class, a flag) costs a sample and nothing else.
 */
function samplesOf(source: string): readonly string[] {
  return new Sampler(source).samples();
}

class Sampler {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  samples(): readonly string[] {
    const found: string[] = [];
    while (this.#at < this.#source.length) {
      found.push(...this.#alternatives());
      this.#at += 1; // A bracket too many, which is none of ours.
    }
    return found.length === 0 ? [""] : found;
  }

  #alternatives(): readonly string[] {
    const all = [...this.#sequence()];
    while (this.#peek() === "|") {
      this.#at += 1;
      all.push(...this.#sequence());
    }
    return all;
  }

  #sequence(): readonly string[] {
    let all: readonly string[] = [""];
    while (this.#at < this.#source.length && this.#peek() !== "|" && this.#peek() !== ")") {
      const next = this.#repeated(this.#atom());
      all = all.flatMap((text) => next.map((more) => text + more)).slice(0, MOST_SAMPLES);
    }
    return all;
  }

  #atom(): readonly string[] {
    const character = this.#peek();
    this.#at += 1;
    switch (character) {
      case "(": {
        // `(?:`, `(?i)`, `(?i:`, `(?P<name>`: what stands there matches no text.
        const [prefix = ""] = /^\?(?:P?<\w+>|[a-zA-Z-]*:?)/.exec(this.#source.slice(this.#at)) ?? [];
        this.#at += prefix.length;
        const inside = this.#alternatives();
        this.#at += 1;
        return inside;
      }
      case "[":
        return [this.#oneOf()];
      case "\\":
        return [this.#escaped()];
      case ".":
        return ["0"];
      case "^":
      case "$":
        return [""];
      default:
        return [character];
    }
  }

  #repeated(atom: readonly string[]): readonly string[] {
    const [quantifier = ""] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += quantifier.length;
    const least = /^\{(\d+)/.exec(quantifier)?.[1];
    if (least !== undefined) {
      return atom.map((text) => text.repeat(Math.min(Number(least), 1_000)));
    }
    return quantifier.startsWith("*") || quantifier.startsWith("?") ? ["", ...atom] : atom;
  }

  #oneOf(): string {
    const end = this.#source.indexOf("]", this.#at + (this.#peek() === "^" ? 2 : 1));
    const inside = this.#source.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#source.length : end + 1;
    const isNegated = inside.startsWith("^");
    if (isNegated) {
      return (
        [..."a0 -_/~"].find((text) => !inside.includes(text) && regexMatches(`[${inside}]`, text)) ?? "z"
      );
    }
    return inside.startsWith("\\") ? (CLASSES[inside[1] ?? ""] ?? inside[1] ?? "") : (inside[0] ?? "");
  }

  #escaped(): string {
    const character = this.#peek();
    this.#at += 1;
    return CLASSES[character] ?? character;
  }

  #peek(): string {
    return this.#source[this.#at] ?? "";
  }
}

/** A member of each class that an escape stands for; `\b` and its like stand for no text. */
const CLASSES: Readonly<Record<string, string>> = {
  A: "",
  B: "",
  D: "a",
  S: "a",
  W: "-",
  b: "",
  d: "0",
  n: "\n",
  s: " ",
  t: "\t",
  w: "a",
  z: "",
};
