import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Gives a folder to `use` that is gone when it is done, or when a signal ends the process before. */
export async function withTemporaryFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "crowsnest-"));
  const remove = () => {
    for (const signal of SIGNALS) {
      process.off(signal, onSignal);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const onSignal = (signal: NodeJS.Signals) => {
    remove();
    // With our listener gone the signal does what it always does.
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) {
    process.on(signal, onSignal);
  }
  try {
    return await use(folder);
  } finally {
    remove();
  }
}
