/** One measured fact beside what it should be. */
export interface Figure {
  readonly figure: string;
  readonly measured: number;
  /** Unit of `measured`, such as `s`, `MB` or `%`; empty for a plain count or ratio. */
  readonly unit: string;
  /** What it should be, such as `at most 5`; `null` for a fact that is only told. */
  readonly aim: string | null;
  readonly holds: boolean;
  /** Why the aim is missed, as far as it is known; told only then. */
  readonly why?: string;
}

/** A figure that must not be above a limit. */
export function atMost(figure: string, measured: number, limit: number, unit = "", why?: string): Figure {
  const holds = measured <= limit;
  return { figure, measured, unit, aim: `at most ${limit}`, holds, ...(why !== undefined && { why }) };
}

/** A figure that must not be below a limit. */
export function atLeast(figure: string, measured: number, limit: number, unit = ""): Figure {
  return { figure, measured, unit, aim: `at least ${limit}`, holds: measured >= limit };
}

/** A figure that must be one value. */
export function exactly(figure: string, measured: number, value: number, unit = ""): Figure {
  return { figure, measured, unit, aim: `${value}`, holds: measured === value };
}

/** A fact without an aim. */
export function told(figure: string, measured: number, unit = ""): Figure {
  return { figure, measured, unit, aim: null, holds: true };
}

/** Figures as a table that fits 80 columns, one a line; a long name is broken between words. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ figure, measured, unit, aim, holds, why }) => ({
    name: figure,
    measured: `${rounded(measured)}${unit === "" ? "" : ` ${unit}`}`,
    aim: aim === null ? "-" : `${aim}${unit === "" ? "" : ` ${unit}`}`,
    holds: aim === null ? "-" : holds ? "yes" : "MISSED",
    why: holds || why === undefined ? [] : wrap(`why: ${why}`, 78),
  }));
  const heading = { name: "figure", measured: "measured", aim: "aim", holds: "holds", why: [] };
  const all = [heading, ...rows];
  const widest = (key: "measured" | "aim" | "holds") => Math.max(...all.map((row) => row[key].length));
  const [measured, aim, holds] = [widest("measured"), widest("aim"), widest("holds")];
  const room = Math.max(20, 80 - measured - aim - holds - 6);
  const name = Math.min(room, Math.max(...all.map((row) => row.name.length)));
  return all
    .flatMap((row) => {
      const lines = wrap(row.name, name);
      const rest = lines.slice(0, -1);
      const last = (lines.at(-1) ?? "").padEnd(name);
      return [
        ...rest,
        `${last}  ${row.measured.padStart(measured)}  ${row.aim.padEnd(aim)}  ${row.holds}`,
        ...row.why.map((text) => `  ${text}`),
      ];
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

function rounded(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
