import { runCli } from "./run.ts";
import { processTerminal } from "./terminal.ts";

// Whoever reads may stop reading: `crowsnest check | head` is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") {
    throw error;
  }
});

process.exitCode = await runCli(process.argv.slice(2), processTerminal());
