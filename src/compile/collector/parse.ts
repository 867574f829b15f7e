import type { JsonObject } from "../../artifacts/index.ts";
import { FORMATS, type Format, type Syntax } from "./formats.ts";
import { field, quote, resourceAttribute, when } from "./ottl.ts";
import { FORMAT_ATTRIBUTE, type LoggingService } from "./services.ts";
import { LEVEL, severityStatements } from "./severity.ts";

/** Most attributes that a line keeps, and the length of each: Loki refuses a whole batch for one line with more. */
const MOST_ATTRIBUTES = 64;
const LONGEST_ATTRIBUTE = 2_048;

/** How each syntax is read; what does not look like it stays a line of text. */
const PARSERS: Readonly<Record<Syntax, readonly string[]>> = {
  json: [
    when('IsMatch(log.body, "^\\\\s*\\\\{")', 'merge_maps(log.cache, ParseJSON(log.body), "upsert")'),
    "flatten(log.cache)",
  ],
  logfmt: [
    when(
      'IsMatch(log.body, "^\\\\s*[A-Za-z_][A-Za-z0-9_.]*=")',
      'merge_maps(log.cache, ParseKeyValue(log.body, "=", " "), "upsert")',
    ),
  ],
};

/** Reads lines and gives them OpenTelemetry's names: one group of statements for each format in use. */
export function parseStatements(services: readonly LoggingService[]): readonly JsonObject[] {
  const used = [...new Set(services.map(({ logs }) => logs.format))].sort();
  return [
    ...used.map((name) => ({
      conditions: [`${resourceAttribute(FORMAT_ATTRIBUTE)} == ${quote(name)} and IsString(log.body)`],
      context: "log",
      statements: formatStatements(FORMATS[name]),
    })),
    {
      context: "log",
      statements: [
        'delete_key(log.attributes, "log.file.path")',
        'delete_key(log.attributes, "logtag")',
        `limit(log.attributes, ${MOST_ATTRIBUTES}, ["log.iostream"])`,
        `truncate_all(log.attributes, ${LONGEST_ATTRIBUTE})`,
      ],
    },
    { context: "resource", statements: [`delete_key(resource.attributes, ${quote(FORMAT_ATTRIBUTE)})`] },
  ];
}

function formatStatements({ fields, syntax }: Format): readonly string[] {
  return [
    ...PARSERS[syntax],
    ...take(fields.severity, LEVEL),
    ...severityStatements(),
    when(`${LEVEL} != nil and log.severity_text == ""`, `set(log.attributes["level"], ${LEVEL})`),
    `delete_key(log.cache, "crowsnest.level")`,
    ...take(fields.traceId, "log.trace_id.string", "^[0-9a-f]{32}$"),
    ...take(fields.spanId, "log.span_id.string", "^[0-9a-f]{16}$"),
    ...take(fields.message, "log.body"),
    'merge_maps(log.attributes, log.cache, "upsert")',
  ];
}

/** Moves the first of the fields that the line has, and whose value fits, to where it belongs. */
function take(names: readonly string[], target: string, pattern?: string): readonly string[] {
  return [...names].reverse().flatMap((name) => {
    const fits = pattern === undefined ? "" : ` and IsMatch(${field(name)}, ${quote(pattern)})`;
    return [
      when(`${field(name)} != nil${fits}`, `set(${target}, ${field(name)})`),
      when(`${field(name)} != nil${fits}`, `delete_key(log.cache, ${quote(name)})`),
    ];
  });
}
