import { sliSelections } from "../definitions/sli.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import type { Matcher, PromqlExpr } from "../query/promql/index.ts";
import type { Check } from "./check.ts";
import { metricsByName } from "./metrics-by-name.ts";
import { TARGET_LABELS } from "./target-labels.ts";

/** SLOs and alerts read metrics that the service declares, by labels that these have, with expressions RE2 reads. */
export const selections: Check = ({ services }) =>
  services.flatMap((service) => {
    const metrics = metricsByName(service.value.metrics);
    const found: Diagnostic[] = [];

    const check = (metric: string, matchers: readonly Matcher[], place: ReturnType<typeof service.at>) => {
      const declared = metrics.get(metric);
      if (declared === undefined) {
        found.push(
          diagnostic("unknown-metric", {
            ...place,
            message: metric === "" ? "no metric is given" : `the service declares no metric "${metric}"`,
            hint: `Declare it under \`metrics\`. ${suggest(metric, metrics.keys())}`,
          }),
        );
        return;
      }
      for (const { label, operator, value } of matchers) {
        const labels: readonly string[] = declared.labels;
        if (!labels.includes(label) && !TARGET_LABELS.has(label)) {
          found.push(
            diagnostic("unknown-label", {
              ...place,
              message: `${metric} has no label "${label}"`,
              hint: suggest(label, labels),
            }),
          );
        }
        const problem = operator === "=~" || operator === "!~" ? regexProblem(value) : undefined;
        if (problem !== undefined) {
          found.push(
            diagnostic("invalid-regex", {
              ...place,
              message: `${problem} in the expression for "${label}": ${value}`,
              hint: "Prometheus reads RE2, anchored at both ends: use not(…) instead of a look-around.",
            }),
          );
        }
      }
    };

    service.value.slos.forEach(({ sli }, index) => {
      for (const { metric, matchers } of sliSelections(sli)) {
        check(metric, matchers, service.at("slos", index));
      }
    });
    service.value.alerts.forEach(({ when }, index) => {
      if ("expr" in when) {
        for (const { metric, matchers } of selectorsOf(when.expr as unknown as PromqlExpr)) {
          check(metric, matchers, service.at("alerts", index));
        }
      }
    });
    return found;
  });

function selectorsOf(
  expr: PromqlExpr,
): readonly { readonly metric: string; readonly matchers: readonly Matcher[] }[] {
  switch (expr.kind) {
    case "selector":
      return [expr];
    case "subquery":
    case "aggregation":
      return selectorsOf(expr.expr);
    case "call":
      return expr.args.flatMap(selectorsOf);
    case "binary":
      return [...selectorsOf(expr.left), ...selectorsOf(expr.right)];
    default:
      return [];
  }
}

/** What RE2 refuses though JavaScript takes it; JavaScript itself refused the rest when the file was read. */
function regexProblem(source: string): string | undefined {
  if (/(?<!\\)\(\?(?:[=!]|<[=!])/.test(source)) {
    return "a look-around";
  }
  return /(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)/.test(source) ? "a back-reference" : undefined;
}
