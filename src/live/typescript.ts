import type { Declarable, DeclarableMetrics, LeftOut } from "./declarable.ts";
import { keysOf } from "./keys.ts";
import { comment, numberLiteral, propertyName, stringLiteral } from "./literals.ts";

/** Where Prettier and Biome break lines unless they are told otherwise. */
const WIDTH = 80;
/** Values that may be declared of a label; more are no list that somebody keeps. */
const MOST_DECLARED_VALUES = 20;

/** What a catalog's file says beside its metrics. */
export interface CatalogFileOptions {
  /** The catalog's name, such as `checkout-api`; the file exports `checkoutApiMetrics` and `checkoutApiCatalog`. */
  readonly name: string;
  /** Where the metrics were read, without credentials. */
  readonly source: string;
  /** Labels whose values are declared, where they are few. */
  readonly values: ReadonlySet<string>;
}

/** A catalog's file, and what whoever asked for it should know. */
export interface CatalogFile {
  readonly text: string;
  readonly metrics: number;
  readonly notes: readonly Note[];
}

/** Something that holds for metrics. */
export interface Note {
  readonly note: string;
  readonly metrics: readonly string[];
}

/** Writes a catalog in TypeScript, formatted, that says no more than what was seen. */
export function catalogFile(found: DeclarableMetrics, options: CatalogFileOptions): CatalogFile {
  const { leftOut } = found;
  const keys = keysOf(found.metrics.map(({ name }) => name));
  const metrics = found.metrics.map((metric) => ({ ...metric, ...declaredValues(metric, options.values) }));
  const constant = constantName(options.name);
  const kinds = [...new Set(metrics.map(({ kind }) => kind)), "defineCatalog"].sort();
  const text = [
    comment(`Written by \`crowsnest catalog import\` from ${options.source}; from here on it is yours.`),
    importLine(kinds),
    "",
    ...leftOut.map((each) => comment(leftOutText(each))),
    ...(metrics.length === 0
      ? [`export const ${constant}Metrics = {};`]
      : [
          `export const ${constant}Metrics = {`,
          ...metrics.flatMap((metric) => [
            ...metric.remarks.map((remark) => `  ${comment(remark)}`),
            ...metricLines(keys.get(metric.name) ?? metric.name, metric),
          ]),
          "};",
        ]),
    "",
    `export const ${constant}Catalog = defineCatalog({`,
    `  name: ${stringLiteral(options.name)},`,
    ...property("source", options.source, 2),
    `  metrics: ${constant}Metrics,`,
    "});",
    "",
  ].join("\n");
  return { text, metrics: metrics.length, notes: notesOf(metrics, leftOut, found.created) };
}

function declaredValues(
  metric: Declarable,
  wanted: ReadonlySet<string>,
): {
  readonly values: readonly (readonly [string, readonly string[]])[];
  readonly remarks: readonly string[];
} {
  const values: (readonly [string, readonly string[]])[] = [];
  const remarks = [...metric.remarks];
  for (const [label, seen] of metric.seen) {
    if (wanted.has(label) && seen.values.size > 0 && !seen.more && seen.values.size <= MOST_DECLARED_VALUES) {
      values.push([label, [...seen.values].sort()]);
    } else if (wanted.has(label) && metric.hasSeries) {
      remarks.push(`The values of ${label} are too many or too long to be declared.`);
    }
  }
  return { values, remarks };
}

type Written = Declarable & { readonly values: readonly (readonly [string, readonly string[]])[] };

function metricLines(key: string, metric: Written): readonly string[] {
  const start = `  ${propertyName(key)}: ${metric.kind}(`;
  const name = stringLiteral(metric.name);
  const { buckets = [], help, labels, unit, values } = metric;
  const inline = [
    ...(labels.length === 0 ? [] : [`labels: [${labels.map(stringLiteral).join(", ")}]`]),
    ...(buckets.length === 0 ? [] : [`buckets: [${buckets.map(numberLiteral).join(", ")}]`]),
    ...(unit === undefined ? [] : [`unit: ${stringLiteral(unit)}`]),
    ...(help === undefined ? [] : [`help: ${stringLiteral(help)}`]),
  ];
  if (inline.length === 0) {
    const line = `${start}${name}),`;
    return fits(line) ? [line] : [start, `    ${name},`, "  ),"];
  }
  const line = `${start}${name}, { ${inline.join(", ")} }),`;
  if (fits(line) && values.length === 0) {
    return [line];
  }
  const open = `${start}${name}, {`;
  const hugged = fits(open);
  const indent = hugged ? 4 : 6;
  const pad = " ".repeat(indent);
  const options = [
    ...(labels.length === 0 ? [] : list("labels", labels.map(stringLiteral), indent)),
    ...(buckets.length === 0 ? [] : filled("buckets", buckets.map(numberLiteral), indent)),
    ...(unit === undefined ? [] : property("unit", unit, indent)),
    ...(help === undefined ? [] : property("help", help, indent)),
    ...(values.length === 0
      ? []
      : [
          `${pad}values: {`,
          ...values.flatMap(([label, texts]) => list(label, texts.map(stringLiteral), indent + 2)),
          `${pad}},`,
        ]),
  ];
  return hugged
    ? [open, ...options, "  }),"]
    : [start, `    ${name},`, ...objectLines(inline, options, values.length > 0), "  ),"];
}

function objectLines(
  inline: readonly string[],
  options: readonly string[],
  long: boolean,
): readonly string[] {
  const line = `    { ${inline.join(", ")} },`;
  return fits(line) && !long ? [line] : ["    {", ...options, "    },"];
}

function property(key: string, text: string, indent: number): readonly string[] {
  const pad = " ".repeat(indent);
  const line = `${pad}${key}: ${stringLiteral(text)},`;
  return fits(line) ? [line] : [`${pad}${key}:`, `${pad}  ${stringLiteral(text)},`];
}

/** A list with an entry a line when it is too long for one. */
function list(key: string, items: readonly string[], indent: number): readonly string[] {
  const pad = " ".repeat(indent);
  const line = `${pad}${key}: [${items.join(", ")}],`;
  return fits(line) ? [line] : [`${pad}${key}: [`, ...items.map((item) => `${pad}  ${item},`), `${pad}],`];
}

/** A list of numbers with as many in a line as fit. */
function filled(key: string, items: readonly string[], indent: number): readonly string[] {
  const pad = " ".repeat(indent);
  const whole = `${pad}${key}: [${items.join(", ")}],`;
  if (fits(whole)) {
    return [whole];
  }
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    const longer = line === "" ? `${pad}  ${item},` : `${line} ${item},`;
    if (!fits(longer)) {
      lines.push(line);
      line = `${pad}  ${item},`;
    } else {
      line = longer;
    }
  }
  return [`${pad}${key}: [`, ...lines, line, `${pad}],`];
}

/** Whether a line is no wider than formatters let it be: most signs of East Asia and emoji are two columns wide. */
function fits(line: string): boolean {
  if (line.length <= WIDTH / 2) {
    return true;
  }
  let width = 0;
  for (const character of line) {
    width += /[\p{Mn}\p{Me}\p{Cf}]/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  }
  return width <= WIDTH;
}

const WIDE =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

function importLine(names: readonly string[]): string {
  const line = `import { ${names.join(", ")} } from "crowsnest";`;
  return fits(line)
    ? line
    : ["import {", ...names.map((name) => `  ${name},`), '} from "crowsnest";'].join("\n");
}

function constantName(name: string): string {
  const camel = name.replace(/-+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return /^\d/.test(camel) ? `_${camel}` : camel;
}

function leftOutText({ name, reason }: LeftOut): string {
  return `Left out: ${shownName(name)}, ${reason}.`;
}

/** A name that is none of PromQL's may hold anything. */
function shownName(name: string): string {
  return /^[a-zA-Z_:][\w:]*$/.test(name) ? name : JSON.stringify(name.slice(0, 100));
}

function notesOf(metrics: readonly Written[], leftOut: readonly LeftOut[], created: number): readonly Note[] {
  const notes = new Map<string, string[]>();
  const add = (note: string, name: string) => {
    const names = notes.get(note) ?? [];
    names.push(shownName(name));
    notes.set(note, names);
  };
  for (const { name, reason } of leftOut) {
    add(`Left out: ${reason}.`, name);
  }
  for (const { name, remarks } of metrics) {
    for (const remark of remarks) {
      add(remark, name);
    }
  }
  return [
    ...[...notes].map(([note, names]) => ({ note, metrics: names })),
    ...(created === 0
      ? []
      : [{ note: `Left out: ${created} series of when others were made.`, metrics: [] }]),
  ];
}
