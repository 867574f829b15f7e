import type { LabelFilter, LineFilter } from "./ast.ts";
import { parseLogql } from "./parse.ts";

/** Which lines a pipeline keeps, for what is not Loki to decide line by line. */
export type LineCondition =
  | { readonly kind: "all" | "any"; readonly of: readonly LineCondition[] }
  | {
      readonly kind: "text";
      readonly isNegated: boolean;
      readonly isPattern: boolean;
      readonly value: string;
    }
  | {
      readonly kind: "label";
      readonly label: string;
      readonly operator: string;
      readonly value: { readonly text: string } | { readonly number: number };
    };

/** A pipeline as a condition, or what in it is no condition on one line. */
export interface LineConditions {
  readonly condition: LineCondition;
  /** Parts that only Loki can do, in words. */
  readonly beyond: readonly string[];
}

const STREAM = '{service_name="x"} ';

/**
 * Reads which lines a pipeline keeps. Parsers without arguments say nothing here: fields of a contract are there
 * without one.
 *
 * @example lineConditions('| severity_text="ERROR" |= "timeout"').condition
 */
export function lineConditions(pipeline: string): LineConditions {
  const { expr } = parseLogql(`${STREAM}${pipeline}`);
  const beyond: string[] = [];
  const of: LineCondition[] = [];
  for (const stage of expr?.kind === "lines" ? expr.stages : []) {
    switch (stage.kind) {
      case "lineFilter":
        of.push(lineFilter(stage, beyond));
        break;
      case "labelFilter":
        of.push(labelFilter(stage.filter, beyond));
        break;
      case "parser":
        if (stage.argument !== undefined || stage.labels !== undefined) {
          beyond.push(`the parser "${stage.name}" with arguments`);
        } else if (stage.name !== "json" && stage.name !== "logfmt") {
          beyond.push(`the parser "${stage.name}"`);
        }
        break;
      default:
        beyond.push(`"${STAGE_WORDS[stage.kind]}"`);
    }
  }
  return { beyond, condition: { kind: "all", of } };
}

const STAGE_WORDS = {
  decolorize: "decolorize",
  drop: "drop",
  keep: "keep",
  labelFormat: "label_format",
  lineFormat: "line_format",
  unwrap: "unwrap",
} as const;

function lineFilter({ operator, values }: LineFilter, beyond: string[]): LineCondition {
  if (operator === "|>" || operator === "!>") {
    beyond.push(`the pattern filter "${operator}"`);
  }
  const isNegated = operator.startsWith("!");
  const of = values.map(
    (value): LineCondition => ({ isNegated, isPattern: operator.endsWith("~"), kind: "text", value }),
  );
  return { kind: isNegated ? "all" : "any", of };
}

function labelFilter(filter: LabelFilter, beyond: string[]): LineCondition {
  if (filter.kind !== "comparison") {
    const of = [labelFilter(filter.left, beyond), labelFilter(filter.right, beyond)];
    return { kind: filter.kind === "and" ? "all" : "any", of };
  }
  const { label, operator, value } = filter;
  if ("text" in value) {
    return { kind: "label", label, operator, value };
  }
  const number = Number(value.literal);
  if (!Number.isFinite(number)) {
    beyond.push(`the comparison with ${value.literal}`);
  }
  return { kind: "label", label, operator, value: { number } };
}
