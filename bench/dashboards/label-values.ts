import { parsePromql, regexMatches, selectorsOf } from "../../src/query/index.ts";

/** Values that labels of these names usually have. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  method: ["GET", "POST"],
  route: ["/", "/items"],
  status: ["200", "500"],
  status_code: ["200", "500"],
};
/** What people who match by a pattern usually mean. */
const CANDIDATES = ["500", "200", "GET", "POST", "OK", "Internal", "error", "failed", "5xx"];
const MOST_VALUES = 4;

/** Values of a label of a metric. */
export type LabelValues = (metric: string, label: string) => readonly string[];

/**
 * Values with which every matcher of some expressions finds series: those that matchers name, one that each pattern
 * matches and one that it does not, and usual ones.
 */
export function labelValues(expressions: Iterable<string>): LabelValues {
  const found = new Map<string, Set<string>>();
  for (const expression of expressions) {
    const { expr } = parsePromql(expression);
    for (const { metric, matchers } of expr === undefined ? [] : selectorsOf(expr)) {
      for (const { label, operator, value } of matchers) {
        const key = `${baseName(metric)} ${label}`;
        const values = found.get(key) ?? new Set<string>();
        found.set(key, values);
        for (const example of operator.endsWith("~") ? examples(value) : [value]) {
          values.add(example);
        }
      }
    }
  }
  return (metric, label) => {
    const usual = USUAL[label] ?? [`${label}-a`, `${label}-b`];
    return [...new Set([...(found.get(`${metric} ${label}`) ?? []), ...usual])].slice(0, MOST_VALUES);
  };
}

function examples(pattern: string): readonly string[] {
  // What may be there and need not be is left out.
  const plain = pattern.replaceAll(/\([^()]*\)\?/g, "").replaceAll(/\.[*+]/g, "a");
  const parts = [plain, ...pattern.split("|")];
  const all = [...parts.filter((part) => /^[\w./-]+$/.test(part)), ...CANDIDATES];
  const matching = all.find((value) => regexMatches(pattern, value));
  const other = CANDIDATES.find((value) => !regexMatches(pattern, value));
  return [matching, other].filter((value) => value !== undefined);
}

/** The name that a catalog has for a series of a classic histogram. */
function baseName(metric: string): string {
  return metric.replace(/_(bucket|sum|count)$/, "");
}
