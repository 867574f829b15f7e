import type { LogContract } from "../definitions/index.ts";
import { COMMON_LABELS, labelOfField } from "../definitions/log-labels.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { type LabelComparison, type LabelFilter, parseLogql, type Stage } from "../query/logql/index.ts";
import { regexMatches } from "../query/promql/index.ts";
import type { Drafted, ParsedService } from "../workspace/index.ts";
import type { Check } from "./check.ts";
import { logQueries } from "./log-queries.ts";

type Place = Pick<Diagnostic, "path" | "source">;

const ORDERED = new Set([">", ">=", "<", "<="]);
const STREAM = '{service_name="x"} ';

/** Queries of log lines ask for fields that the lines' contract has, and for what these can be. */
export const logFields: Check = ({ services }) =>
  services.flatMap((service) => {
    const { logs, slos } = service.value;
    if (logs === undefined) {
      return withoutLogs(service);
    }
    return [
      ...logQueries(service).flatMap(({ pipeline, place }) => pipelineProblems(logs, pipeline, place)),
      ...slos.flatMap(({ by = [], sli }, index) =>
        sli.kind !== "logEvents" || parsed(stagesOf(sli.total))
          ? []
          : by.flatMap((label) => unknownField(logs, label, service.at("slos", index, "by"))),
      ),
    ];
  });

function withoutLogs(service: Drafted<ParsedService>): readonly Diagnostic[] {
  return (service.value.logAlerts ?? []).map(({ name }, index) =>
    diagnostic("missing-key", {
      ...service.at("logAlerts", index),
      message: `the alert "${name}" counts log lines, but the service declares no logs`,
      hint: 'Give the service `logs: { format: "json" }`, so that its lines are collected.',
    }),
  );
}

function pipelineProblems(logs: LogContract, pipeline: string, place: Place): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const made = new Set<string>();
  for (const stage of stagesOf(pipeline)) {
    // What a parser finds in a message, only whoever wrote it knows.
    if (stage.kind === "parser") {
      return found;
    }
    if (stage.kind === "labelFormat") {
      for (const { label } of stage.formats) {
        made.add(label);
      }
    }
    for (const comparison of stage.kind === "labelFilter" ? comparisons(stage.filter) : []) {
      found.push(...(made.has(comparison.label) ? [] : comparisonProblems(logs, comparison, place)));
    }
    if (stage.kind === "unwrap" && !made.has(stage.label)) {
      found.push(...unknownField(logs, stage.label, place));
    }
  }
  return found;
}

function comparisonProblems(
  logs: LogContract,
  comparison: LabelComparison,
  place: Place,
): readonly Diagnostic[] {
  const { label, operator, value } = comparison;
  const unknown = unknownField(logs, label, place);
  if (unknown.length > 0) {
    return unknown;
  }
  const type = typesOf(logs).get(label);
  if (ORDERED.has(operator) && type !== "number") {
    return [
      diagnostic("log-field-type", {
        ...place,
        message: `"${label}" is a ${type}; "${operator}" compares numbers`,
        hint: `Compare it with =, !=, =~ or !~, or declare \`fields: { ${label}: { type: "number" } }\`.`,
      }),
    ];
  }
  const text = "text" in value ? value.text : undefined;
  const misfit = misfitOf(type ?? "string", operator, value);
  if (misfit !== undefined) {
    return [
      diagnostic("log-field-type", {
        ...place,
        message: `"${label}" is a ${type}, and is compared with ${misfit}`,
        hint: `Compare it with a ${type}, or declare the field as what it is.`,
      }),
    ];
  }
  return label === "severity_text" && text !== undefined && !severityMatches(logs, operator, text)
    ? [
        diagnostic("unknown-label-value", {
          ...place,
          message: `no line has the severity "${text}"`,
          hint: `Levels of the service are ${logs.levels.join(", ")}. ${suggest(text, logs.levels)}`,
        }),
      ]
    : [];
}

/** What a field of a type can never be; a pattern may match any text. */
function misfitOf(
  type: "boolean" | "number" | "string",
  operator: string,
  value: LabelComparison["value"],
): string | undefined {
  if ("literal" in value) {
    return type === "number" ? undefined : value.literal;
  }
  const { text } = value;
  switch (operator) {
    case "=":
    case "!=": {
      const fits = { boolean: text === "true" || text === "false", number: isNumber(text), string: true };
      return text === "" || fits[type] ? undefined : `"${text}"`;
    }
    default:
      return text === "" ? "nothing" : undefined;
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

function severityMatches({ levels }: LogContract, operator: string, text: string): boolean {
  switch (operator) {
    case "=":
      return levels.some((level) => level === text);
    case "=~":
      return levels.some((level) => regexMatches(text, level) !== false);
    default:
      return true;
  }
}

function unknownField(logs: LogContract, label: string, place: Place): readonly Diagnostic[] {
  const hidden = Object.entries(logs.fields).find(
    ([name, { searchable }]) => labelOfField(name) === label && !searchable,
  );
  const known = typesOf(logs);
  if (known.has(label)) {
    return [];
  }
  return [
    diagnostic("unknown-log-field", {
      ...place,
      message:
        hidden === undefined
          ? `the log contract has no field "${label}"`
          : `the log contract says that "${hidden[0]}" is not searched`,
      hint:
        hidden === undefined
          ? `Declare it in \`fields\` of the service's logs. ${suggest(label, [...known.keys()])}`
          : "Leave `searchable: false` away, or ask for another field.",
    }),
  ];
}

function typesOf({ fields }: LogContract): ReadonlyMap<string, "boolean" | "number" | "string"> {
  return new Map([
    ...Object.entries(COMMON_LABELS),
    ...Object.entries(fields).flatMap(([name, { searchable, type }]) =>
      searchable ? [[labelOfField(name), type] as const] : [],
    ),
  ]);
}

function stagesOf(pipeline: string): readonly Stage[] {
  const { expr } = parseLogql(`${STREAM}${pipeline}`);
  return expr?.kind === "lines" ? expr.stages : [];
}

function parsed(stages: readonly Stage[]): boolean {
  return stages.some(({ kind }) => kind === "parser" || kind === "labelFormat");
}

function comparisons(filter: LabelFilter): readonly LabelComparison[] {
  return filter.kind === "comparison"
    ? [filter]
    : [...comparisons(filter.left), ...comparisons(filter.right)];
}
