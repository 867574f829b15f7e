/** How a column is aligned: numbers to the right. */
export type Align = "left" | "right";

/** Rows in columns two spaces apart, without trailing spaces; the header is the first row. */
export function table(rows: readonly (readonly string[])[], align: readonly Align[]): string {
  const widths = align.map((_, column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => {
      const cells = widths.map((width, column) => {
        const text = row[column] ?? "";
        return align[column] === "right" ? text.padStart(width) : text.padEnd(width);
      });
      return `${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}

/** 999 B, 1.2 kB, 34 MB: decimal units, two digits at least. */
export function bytes(number: number): string {
  const units = ["B", "kB", "MB", "GB"];
  let value = number;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
