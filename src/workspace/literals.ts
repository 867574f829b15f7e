/** Where an object literal opens in a text. */
export interface ObjectLiteral {
  readonly open: number;
}

/** A key of an object literal; its value is the text between two offsets. */
export interface LiteralEntry {
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

const OPENING = "([{";
const CLOSING = ")]}";
/** After these a slash begins a regular expression, not a division. */
const BEFORE_REGEX = /[(,:=[!&|?{};+]/;

/** The first object literal among the arguments of the call that begins at an offset. */
export function callObject(text: string, offset: number): ObjectLiteral | undefined {
  const callee = /^[\w$.]+\s*\(/.exec(text.slice(offset, offset + 200));
  return callee === null ? undefined : firstObject(text, offset + callee[0].length, text.length);
}

/** The object literal that an entry's value is, or is built from by a call. */
export function objectOf(text: string, { valueStart, valueEnd }: LiteralEntry): ObjectLiteral | undefined {
  return firstObject(text, valueStart, valueEnd);
}

/** The entries of an object literal that are written in it; spreads and computed keys are passed over. */
export function readObject(text: string, { open }: ObjectLiteral): readonly LiteralEntry[] {
  const entries: LiteralEntry[] = [];
  let at = afterSpace(text, open + 1);
  while (at < text.length && text[at] !== "}") {
    const key = /^(?:([\w$]+)|"([^"\\\n]*)"|'([^'\\\n]*)')/.exec(text.slice(at, at + 200));
    const colon = key === null ? at : afterSpace(text, at + key[0].length);
    const valueStart = text[colon] === ":" ? colon + 1 : colon;
    const valueEnd = endOfValue(text, valueStart);
    const name = key?.[1] ?? key?.[2] ?? key?.[3];
    if (name !== undefined) {
      entries.push({ name, start: at, valueEnd, valueStart });
    }
    at = afterSpace(text, text[valueEnd] === "," ? valueEnd + 1 : valueEnd);
    if (text[valueEnd] !== ",") {
      break;
    }
  }
  return entries;
}

/** Only names, texts and opened calls may lie before it: what a list or a function holds is built by calls of its own. */
function firstObject(text: string, from: number, to: number): ObjectLiteral | undefined {
  for (let at = from; at < to; at = next(text, at)) {
    const character = text[at] ?? "";
    if (character === "{") {
      return { open: at };
    }
    if (character === "[" || character === ")" || text.startsWith("=>", at)) {
      return undefined;
    }
  }
  return undefined;
}

/** The comma or bracket that ends a value. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at = next(text, at)) {
    const character = text[at] ?? "";
    if (OPENING.includes(character)) {
      depth += 1;
    } else if (CLOSING.includes(character)) {
      if (depth === 0) {
        return at;
      }
      depth -= 1;
    } else if (character === "," && depth === 0) {
      return at;
    }
  }
  return text.length;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && (/\s/.test(text[at] ?? "") || isComment(text, at))) {
    at = next(text, at);
  }
  return at;
}

function isComment(text: string, at: number): boolean {
  return text.startsWith("//", at) || text.startsWith("/*", at);
}

/** The offset after the character, text, comment or regular expression at an offset. */
function next(text: string, at: number): number {
  const character = text[at] ?? "";
  if (isComment(text, at)) {
    const line = text[at + 1] === "/";
    const end = text.indexOf(line ? "\n" : "*/", at + 2);
    return end < 0 ? text.length : end + (line ? 1 : 2);
  }
  if (character === '"' || character === "'" || character === "`") {
    return afterQuoted(text, at, character);
  }
  if (character === "/" && BEFORE_REGEX.test(characterBefore(text, at))) {
    return afterRegex(text, at);
  }
  return at + 1;
}

function characterBefore(text: string, at: number): string {
  let before = at - 1;
  while (before >= 0 && /\s/.test(text[before] ?? "")) {
    before -= 1;
  }
  return text[before] ?? "(";
}

function afterQuoted(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === "\\") {
      at += 1;
    } else if (quote === "`" && text.startsWith("${", at)) {
      at = endOfValue(text, at + 2);
    } else if (text[at] === quote) {
      return at + 1;
    }
  }
  return text.length;
}

function afterRegex(text: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < text.length && text[at] !== "\n"; at += 1) {
    if (text[at] === "\\") {
      at += 1;
    } else if (text[at] === "[") {
      inClass = true;
    } else if (text[at] === "]") {
      inClass = false;
    } else if (text[at] === "/" && !inClass) {
      return at + 1;
    }
  }
  return from + 1;
}
