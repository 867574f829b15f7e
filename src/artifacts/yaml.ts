import type { JsonValue } from "./json.ts";

/**
 * Writes plain data as YAML: block style, every string in double quotes, on one line. Strings are JSON's, whose
 * escapes YAML reads alike; a hundred thousand rules take a fraction of what a general writer takes, and no string
 * can be taken for a number, a date or a boolean.
 *
 * @param value an object's keys must be shorter than 1024 characters, YAML's limit for a key on one line
 */
export function toYaml(value: JsonValue): string {
  return `${isBlock(value) ? block(value, "") : inline(value)}\n`;
}

type Block = readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** The lines of a collection; all but the first begin with the indentation. */
function block(value: Block, indent: string): string {
  const deeper = `${indent}  `;
  const separator = `\n${indent}`;
  if (isList(value)) {
    return value.map((item) => `- ${isBlock(item) ? block(item, deeper) : inline(item)}`).join(separator);
  }
  return Object.entries(value)
    .map(([key, item]) =>
      isBlock(item)
        ? `${keyText(key)}:\n${deeper}${block(item, deeper)}`
        : `${keyText(key)}: ${inline(item)}`,
    )
    .join(separator);
}

function inline(value: JsonValue): string {
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

function isBlock(value: JsonValue): value is Block {
  return (
    typeof value === "object" && value !== null && (isList(value) ? value : Object.keys(value)).length > 0
  );
}

function isList(value: Block): value is readonly JsonValue[] {
  return Array.isArray(value);
}

// YAML 1.1 reads these as booleans and nulls, even as keys.
const WORDS = /^(true|false|null|yes|no|on|off|y|n)$/i;

function keyText(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !WORDS.test(key) ? key : quoted(key);
}

// What JSON leaves as it is and YAML does not take, or takes for the end of a line.
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

// Most strings: nothing in them needs an escape, and seeing that is a third of the work of looking for some.
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) {
    return `"${text}"`;
  }
  // Half a surrogate pair has no UTF-8; U+FFFD is what any encoder makes of it.
  return JSON.stringify(text.toWellFormed()).replace(UNPRINTABLE, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
