import type { Terminal } from "./terminal.ts";

/** What every command is given, and where it leaves how it went. */
export interface CliContext {
  readonly terminal: Terminal;
  exitCode: number;
  /** The day on which it runs, in UTC, such as `2027-01-31`; nothing else in a command asks the clock for it. */
  readonly today: string;
}

/** What a command's exit code says. */
export const EXIT = {
  ok: 0,
  /** A diagnostic is an error, or the command could not do what it was asked to. */
  failed: 1,
  /** An unknown command or option, or a wrong argument. */
  usage: 2,
  /** A mistake of Crowsnest's own; BSD's `EX_SOFTWARE`. */
  internal: 70,
} as const;

/** Options that every command has. */
export interface GlobalOptions {
  readonly config: string;
}
