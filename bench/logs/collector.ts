import { type ChildProcess, spawn } from "node:child_process";
import { openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../test/support/servers.ts";

/** A real collector that runs one configuration; it can be stopped and started again on the same state. */
export class Collector {
  readonly #program: string;
  readonly #folder: string;
  readonly #ports: { readonly counters: number; readonly health: number };
  readonly #env: Readonly<Record<string, string>>;
  #process: ChildProcess | undefined;

  private constructor(
    program: string,
    folder: string,
    ports: { counters: number; health: number },
    env: Readonly<Record<string, string>>,
  ) {
    this.#env = env;
    this.#program = program;
    this.#folder = folder;
    this.#ports = ports;
  }

  /** Writes a configuration for this machine: free ports of the loopback address in place of a pod's. */
  static async create(
    program: string,
    folder: string,
    config: unknown,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Collector> {
    const [counters, health, own] = [await freePort(), await freePort(), await freePort()];
    const text = JSON.stringify(config, null, 1)
      .replaceAll("${env:LISTEN_ADDRESS:-127.0.0.1}", "${env:MY_POD_IP}")
      .replaceAll("${env:MY_POD_IP}:8889", `127.0.0.1:${counters}`)
      .replaceAll("${env:MY_POD_IP}:13133", `127.0.0.1:${health}`)
      .replaceAll("${env:MY_POD_IP}", "127.0.0.1")
      .replace(/"port": 8888/, `"port": ${own}`);
    writeFileSync(join(folder, "collector.yaml"), text);
    return new Collector(program, folder, { counters, health }, env);
  }

  async start(): Promise<void> {
    const log = openSync(join(this.#folder, "collector.log"), "a");
    const child = spawn(this.#program, ["--config", join(this.#folder, "collector.yaml")], {
      env: { ...process.env, ...this.#env },
      stdio: ["ignore", log, log],
    });
    this.#process = child;
    for (let tries = 0; tries < 300; tries += 1) {
      if (child.exitCode !== null) {
        throw new Error(`the collector stopped: ${this.log().slice(-2_000)}`);
      }
      const healthy = await fetch(`http://127.0.0.1:${this.#ports.health}`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (healthy) {
        return;
      }
      await sleep(100);
    }
    throw new Error("the collector did not become healthy");
  }

  /** Asks it to stop, or with `SIGKILL` takes it away. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null) {
      return;
    }
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
    this.#process = undefined;
  }

  /** What it wrote to its own log. */
  log(): string {
    return readFileSync(join(this.#folder, "collector.log"), "utf8");
  }

  /** A counter of lines by service, or by another label, as Prometheus would scrape it. */
  async counter(metric: string, label = "service"): Promise<ReadonlyMap<string, number>> {
    const text = await fetch(`http://127.0.0.1:${this.#ports.counters}/metrics`).then((response) =>
      response.text(),
    );
    const found = [...text.matchAll(new RegExp(`^${metric}\\{([^}]*)\\} (\\S+)$`, "gm"))];
    return new Map(
      found.map(([, labels = "", value]) => [
        new RegExp(`(?:^|,)${label}="([^"]*)"`).exec(labels)?.[1] ?? "",
        Number(value),
      ]),
    );
  }

  /** Resident memory in MiB, and processor time in seconds. */
  usage(): { readonly memory: number; readonly seconds: number } {
    const id = this.#process?.pid;
    const memory =
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1_024;
    const fields = readFileSync(`/proc/${id}/stat`, "utf8").split(" ");
    return { memory, seconds: (Number(fields[13]) + Number(fields[14])) / 100 };
  }
}
