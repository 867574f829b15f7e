/** Matchers as Alertmanager's configuration has them. */
export function matchesText(
  matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[],
): string {
  return matchers
    .map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`)
    .join(", ");
}
