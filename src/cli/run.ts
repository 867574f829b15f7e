import { CommanderError } from "commander";
import { EXIT } from "./context.ts";
import { createProgram } from "./program.ts";
import type { Terminal } from "./terminal.ts";
import { utcDay } from "./today.ts";

/** Debugging is asked for by this variable, whatever its value. */
const DEBUG = "CROWSNEST_DEBUG";

/**
 * Runs one command.
 *
 * @param args what follows `crowsnest` on the command line
 * @param now tells when it is; waivers end by it
 * @returns the exit code
 */
export async function runCli(
  args: readonly string[],
  terminal: Terminal,
  now: () => Date = () => new Date(),
): Promise<number> {
  const context = { terminal, exitCode: EXIT.ok as number, today: utcDay(now()) };
  try {
    await createProgram(context).parseAsync(args, { from: "user" });
    return context.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has said what is wrong; help and version come this way as well.
      return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    }
    if (isSystemError(error)) {
      terminal.note(`crowsnest: ${error.message}\n`);
      return EXIT.failed;
    }
    terminal.note(apology(error));
    return EXIT.internal;
  }
}

// A full disk or a folder without permission is nobody's bug.
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

function apology(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const sorry = "Sorry: that is a mistake in Crowsnest, not in your workspace.\n";
  return process.env[DEBUG] === undefined
    ? `${sorry}${stack.split("\n")[0]}\nRun it again with ${DEBUG}=1 to see where, and tell us.\n`
    : `${sorry}${stack}\n`;
}
