/** A field of log lines as Loki names it. */
export function labelOfField(field: string): string {
  return field.replace(/[^A-Za-z0-9_]/g, "_");
}
