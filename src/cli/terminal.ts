import pc from "picocolors";

/** Functions that colour text, or leave it as it is. */
export type Colors = ReturnType<typeof pc.createColors>;

/** Where a command's words go: results to standard output, everything else to standard error. */
export interface Terminal {
  /** The folder that relative paths are meant from. */
  readonly cwd: string;
  /** Colours for {@link result}; none unless it is a terminal. */
  readonly colors: Colors;
  /** Colours for {@link note}; none unless it is a terminal. */
  readonly noteColors: Colors;
  /** What was asked for. */
  result(text: string): void;
  /** What a person should know of, that is no result. */
  note(text: string): void;
  /** What is being done; only people who watch see it. */
  progress(text: string): void;
}

/** The terminal, pipe or file that the process was started in. */
export function processTerminal(): Terminal {
  const noteColors = pc.createColors(isColored(process.stderr));
  return {
    cwd: process.cwd(),
    colors: pc.createColors(isColored(process.stdout)),
    noteColors,
    result: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
    progress: (text) => {
      if (process.stderr.isTTY) {
        process.stderr.write(`${noteColors.dim(text)}\n`);
      }
    },
  };
}

function isColored(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, TERM } = process.env;
  return stream.isTTY === true && (NO_COLOR ?? "") === "" && TERM !== "dumb";
}
