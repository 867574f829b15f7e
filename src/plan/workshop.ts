import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONTRACT_NAMES, loadContract } from "./contract/load.ts";
import { type ProviderServer, serveProvider } from "./provider/server.ts";
import { cliConfig, offlineEnvironment } from "./terraform/environment.ts";
import { Programs } from "./terraform/run.ts";

// Linux takes 107 bytes in the path of a socket, macOS 103.
const LONGEST_SOCKET_PATH = 100;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What an offline plan needs while it lasts: a folder, the providers, the programs it runs. */
export interface Workshop {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly programs: Programs;
  /** Ends the programs and the providers and removes the folder. */
  close(): void;
}

/** Opens a workshop, which is closed on a signal too: nothing of it may outlive the process. */
export async function openWorkshop(userEnv: NodeJS.ProcessEnv): Promise<Workshop> {
  const directory = mkdtempSync(join(shortTemporaryFolder(), "crowsnest-"));
  const programs = new Programs();
  const servers: ProviderServer[] = [];
  const cleanUp = () => {
    programs.end();
    for (const server of servers) server.close();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  };
  const forget = onSignalOrExit(cleanUp);
  const close = () => {
    forget();
    cleanUp();
  };
  try {
    const noProviders = join(directory, "no-providers");
    const config = join(directory, "terraform.rc");
    mkdirSync(noProviders);
    writeFileSync(config, cliConfig(noProviders));
    for (const name of CONTRACT_NAMES) {
      servers.push(await serveProvider(loadContract(name), join(directory, `${name}.sock`)));
    }
    return { close, directory, env: offlineEnvironment(userEnv, servers, config), programs };
  } catch (error) {
    close();
    throw error;
  }
}

function shortTemporaryFolder(): string {
  const folder = tmpdir();
  return folder.length + "/crowsnest-XXXXXX/kubernetes.sock".length > LONGEST_SOCKET_PATH ? "/tmp" : folder;
}

function onSignalOrExit(cleanUp: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    forget();
    cleanUp();
    // With our listener gone the signal does what it always does.
    process.kill(process.pid, signal);
  };
  const forget = () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    process.off("exit", cleanUp);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on("exit", cleanUp);
  return forget;
}
