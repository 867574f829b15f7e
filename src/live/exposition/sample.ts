/** One series with its value, as a line says it. */
export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

const METRIC_NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL_NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const QUOTED = /"([^"\\]*(?:\\.[^"\\]*)*)"/y;
const SPACE = /[ \t]*/y;
const NUMBER = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)$/i;
const TIMESTAMP = /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i;
/** What OpenMetrics says beside a value of which trace it comes from. */
const EXEMPLAR = /^#[ \t]*\{.*\}[ \t]+\S+(?:[ \t]+\S+)?$/;

/**
 * Reads the line of a sample, in Prometheus's text format or OpenMetrics; names may be quoted, as since Prometheus 3.
 *
 * @returns the sample, or what is wrong with the line
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function readSample(line: string): Sample | { readonly problem: string } {
  const labels = new Map<string, string>();
  let name = match(METRIC_NAME, line, 0)?.[0];
  let at = skipSpace(line, name?.length ?? 0);
  if (line[at] === "{") {
    at = skipSpace(line, at + 1);
    while (line[at] !== "}") {
      const quoted = match(QUOTED, line, at);
      const label = quoted ?? match(LABEL_NAME, line, at);
      if (label === undefined) {
        return { problem: `expected the name of a label${found(line, at)}` };
      }
      const labelName = quoted === undefined ? label[0] : unescapeText(label[1] ?? "");
      at = skipSpace(line, at + label[0].length);
      if (line[at] === "=") {
        at = skipSpace(line, at + 1);
        const value = match(QUOTED, line, at);
        if (value === undefined) {
          return {
            problem: `expected the value of the label ${shown(labelName)} in quotes${found(line, at)}`,
          };
        }
        if (labels.has(labelName)) {
          return { problem: `the label ${shown(labelName)} is there twice` };
        }
        labels.set(labelName, unescapeText(value[1] ?? ""));
        at = skipSpace(line, at + value[0].length);
      } else if (quoted !== undefined && name === undefined) {
        name = labelName;
      } else {
        return { problem: `expected = after the label ${shown(labelName)}${found(line, at)}` };
      }
      if (line[at] === ",") {
        at = skipSpace(line, at + 1);
      } else if (line[at] !== "}") {
        return { problem: `expected , or } after a label${found(line, at)}` };
      }
    }
    at = skipSpace(line, at + 1);
  }
  if (name === undefined || name === "") {
    return { problem: `expected the name of a metric${found(line, 0)}` };
  }
  const value = readValue(line, at);
  return typeof value === "number" ? { name, labels, value } : value;
}

function readValue(line: string, from: number): number | { readonly problem: string } {
  const hash = line.indexOf("#", from);
  const end = hash !== -1 && EXEMPLAR.test(line.slice(hash)) ? hash : line.length;
  const [value = "", timestamp, ...more] = line
    .slice(from, end)
    .trimEnd()
    .split(/[ \t]+/);
  if (!NUMBER.test(value)) {
    return { problem: `expected a number as the value${found(line, from)}` };
  }
  if (timestamp !== undefined && !TIMESTAMP.test(timestamp)) {
    return { problem: `expected a time after the value, but found ${shown(timestamp)}` };
  }
  if (more.length > 0) {
    return { problem: `expected the end of the line, but found ${shown(more.join(" "))}` };
  }
  return floatOf(value);
}

function floatOf(text: string): number {
  const [, sign, word] = /^([+-]?)(inf|nan)/i.exec(text) ?? [];
  if (word === undefined) {
    return Number(text);
  }
  const value = word.toLowerCase() === "nan" ? Number.NaN : Number.POSITIVE_INFINITY;
  return sign === "-" ? -value : value;
}

/** Reads a name at the start of a text, quoted or not, and what follows it. */
export function readName(text: string): readonly [name: string, rest: string] | undefined {
  const quoted = match(QUOTED, text, 0);
  const name = quoted ?? match(METRIC_NAME, text, 0);
  const rest = name === undefined ? "" : text.slice(name[0].length);
  if (name === undefined || !/^(?:[ \t]|$)/.test(rest)) {
    return undefined;
  }
  return [quoted === undefined ? name[0] : unescapeText(name[1] ?? ""), rest.trim()];
}

/** Takes the escapes of label values and help texts back; a backslash before anything else stays. */
export function unescapeText(text: string): string {
  return text.includes("\\")
    ? text.replace(/\\([\\n"])/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped))
    : text;
}

function match(pattern: RegExp, line: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(line) ?? undefined;
}

function skipSpace(line: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(line);
  return SPACE.lastIndex;
}

function found(line: string, at: number): string {
  const rest = line.slice(at).trimEnd();
  return rest === "" ? ", but the line ends" : `, but found ${shown(rest)}`;
}

/** The beginning is enough to find it, and a page may hold what should not be told at length. */
function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
