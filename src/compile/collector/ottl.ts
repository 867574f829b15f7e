import { quoteString } from "../../query/promql/index.ts";

/** A string of OTTL, the collector's transformation language: Go's escapes, as in PromQL. */
export const quote = quoteString;

/** Path of a resource's attribute. */
export function resourceAttribute(name: string): string {
  return `resource.attributes[${quote(name)}]`;
}

/** Path of a field of the parsed line, before it has its canonical name. */
export function field(name: string): string {
  return `log.cache[${quote(name)}]`;
}

/** A statement that is only done under a condition. */
export function when(condition: string, statement: string): string {
  return `${statement} where ${condition}`;
}
