/** How a matcher compares, in Alertmanager's own words. */
export type MatchOperator = "=" | "!=" | "=~" | "!~";

/**
 * Writes one of Alertmanager's matchers, its value always quoted: unquoted, some values mean different things to
 * the classic and the UTF-8 parser.
 *
 * @example matcher("team", "=", "payments") // 'team="payments"'
 */
export function matcher(label: string, operator: MatchOperator, value: string): string {
  const escaped = value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
  return `${label}${operator}"${escaped}"`;
}
