import type { Diagnostic } from "../../diagnostics/index.ts";
import { suggest } from "../../diagnostics/index.ts";
import { type Expression, type ExpressionCheck, lacksLabel } from "./expression.ts";
import { EXTERNAL_LABELS, readTemplate } from "./template.ts";

/** Summaries, descriptions and labels are templates that can be filled from what the expression gives. */
export const templates: ExpressionCheck = (expression) => {
  const { alert } = expression;
  return alert === undefined
    ? []
    : [
        ...(["summary", "description"] as const).flatMap((key) => {
          const text = alert[key];
          return text === undefined ? [] : templateOf(expression, key, text);
        }),
        // Prometheus refuses a whole group of rules for one label that it cannot read.
        ...Object.values(alert.labels ?? {}).flatMap((text) => templateOf(expression, "labels", text)),
      ];
};

function templateOf({ expr, shapeOf, findAt }: Expression, key: string, text: string): readonly Diagnostic[] {
  const { problems, labels, externalLabels, formats } = readTemplate(text);
  const shape = shapeOf(expr);
  return [
    ...problems.map(({ message, hint }) => findAt(key, "invalid-template", message, hint)),
    ...labels
      .filter((label) => lacksLabel(shape.labels, label))
      .map((label) => {
        const message = `the template reads the label "${label}", which the expression drops: it will be empty`;
        const hint = `Keep it, by: ["${label}"]. ${suggest(label, shape.labels.names)}`;
        return findAt(key, "template-label-dropped", message, hint);
      }),
    ...externalLabels
      .filter((label) => !EXTERNAL_LABELS.has(label))
      .map((label) => {
        const message = `Prometheus itself has no label "${label}": it will be empty`;
        return findAt(key, "template-label-dropped", message, suggest(label, EXTERNAL_LABELS));
      }),
    ...formats.flatMap((format) => {
      const wrong = shape.unit === undefined ? undefined : UNFIT[format]?.includes(shape.unit);
      const message = `${format} shows the value, which is in ${shape.unit}, as something else`;
      return wrong === true ? [findAt(key, "template-unit", message, hintFor(shape.unit))] : [];
    }),
  ];
}

/** Units that a formatting function would show wrongly. */
const UNFIT: Readonly<Record<string, readonly string[]>> = {
  humanizePercentage: ["bytes", "seconds", "milliseconds", "timestamp", "percent", "bytes/second"],
  humanizeDuration: ["bytes", "ratio", "percent", "milliseconds", "timestamp", "bytes/second"],
  humanizeTimestamp: ["bytes", "ratio", "percent", "seconds", "bytes/second"],
  humanize1024: ["ratio", "percent", "seconds", "timestamp"],
};

function hintFor(unit: string | undefined): string {
  switch (unit) {
    case "seconds":
      return "Use humanizeDuration.";
    case "bytes":
      return "Use humanize1024.";
    case "ratio":
      return "Use humanizePercentage.";
    case "timestamp":
      return "Use humanizeTimestamp.";
    case "percent":
      return 'Use printf "%.1f%%".';
    default:
      return "Use humanize.";
  }
}
