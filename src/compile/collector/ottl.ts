import { quoteString } from "../../query/promql/index.ts";

/** A string of OTTL, the collector's transformation language: Go's escapes, as in PromQL. */
export const quote = quoteString;

/** Path of a resource's attribute. */
export function resourceAttribute(name: string): string {
  return `resource.attributes[${quote(name)}]`;
}

/** Path of an attribute of a line. */
export function attribute(name: string): string {
  return `log.attributes[${quote(name)}]`;
}

/** Path of a field of a line that is still being read. */
export function field(name: string): string {
  return `log.cache[${quote(name)}]`;
}

/** Whether a path's text matches a regular expression. */
export function matches(path: string, pattern: string): string {
  return `IsMatch(${path}, ${quote(pattern)})`;
}

/** A statement that is only done under a condition. */
export function when(condition: string, statement: string): string {
  return `${statement} where ${condition}`;
}
