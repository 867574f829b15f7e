import type { LogContract } from "../../definitions/index.ts";
import type { LineCondition } from "../../query/logql/index.ts";
import { escapeRegex } from "../../query/promql/index.ts";
import { NUMBER } from "../logs/contract/check-line.ts";
import { type LabelPlace, labelPlace } from "../logs/line-labels.ts";
import { attribute, matches, quote, resourceAttribute } from "./ottl.ts";

/**
 * A condition on a line in the collector's own language. A field that is not there equals nothing, as in LogQL, and a
 * comparison of numbers holds for numbers only: a condition never fails on a line.
 */
export function ottlCondition(contract: Pick<LogContract, "fields">, condition: LineCondition): string {
  switch (condition.kind) {
    case "all":
    case "any": {
      const [word, empty] = condition.kind === "all" ? ["and", "true"] : ["or", "false"];
      const parts = condition.of.map((part) => ottlCondition(contract, part));
      return parts.length === 0 ? empty : `(${parts.join(` ${word} `)})`;
    }
    case "text": {
      const found = matches("log.body", condition.isPattern ? condition.value : escapeRegex(condition.value));
      return condition.isNegated ? `not ${found}` : found;
    }
    case "label": {
      const place = labelPlace(contract, condition.label);
      return place === undefined ? "false" : labelCondition(place, condition);
    }
  }
}

function labelCondition(
  place: LabelPlace,
  { operator, value }: Extract<LineCondition, { readonly kind: "label" }>,
): string {
  const path = pathOf(place);
  if ("number" in value) {
    const compared = `Double(${path}) ${operator === "=" ? "==" : operator} ${value.number}`;
    return `(${path} != nil and ${matches(`String(${path})`, NUMBER)} and ${compared})`;
  }
  const isNegated = operator.startsWith("!");
  const holds = operator.endsWith("~")
    ? matches(`String(${path})`, `^(?:${value.text})$`)
    : `String(${path}) == ${quote(value.text)}`;
  return isNegated ? `(${path} == nil or not ${holds})` : `(${path} != nil and ${holds})`;
}

function pathOf(place: LabelPlace): string {
  switch (place.kind) {
    case "attribute":
      return attribute(place.name);
    case "resource":
      return resourceAttribute(place.name);
    case "severity":
      return "log.severity_text";
    case "severityNumber":
      return "log.severity_number";
    case "spanId":
      return "log.span_id.string";
    case "traceId":
      return "log.trace_id.string";
  }
}
