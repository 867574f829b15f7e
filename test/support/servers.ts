import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "../../src/artifacts/index.ts";
import { tool } from "./tools.ts";

const READY_LIMIT_MS = 30_000;

/** A server that runs as a process of ours. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number | undefined;
  /** Kills it as a crash would, with no time to say goodbye. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A port that nothing listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** A server to start. */
export interface ServerOptions {
  readonly path: string;
  readonly args: readonly string[];
  /** Where it is reached; one that speaks no HTTP is ready when it takes connections. */
  readonly url: string;
  readonly log: string;
  /** Path of an HTTP server that answers once it is ready. Default `"/-/ready"`. */
  readonly ready?: string;
  /** Added to the test's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The user that it runs as. Default: the test's own. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** Starts a server and waits until it says that it is ready. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { path, args, url, log } = options;
  const child = spawn(path, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...options.env },
    ...options.user,
  });
  const output = createWriteStream(log, { flags: "a" });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
    }
    await ended;
    output.end();
  };
  const server = { url, pid: child.pid, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
  try {
    await ready(child, url, options.ready ?? "/-/ready");
  } catch (error) {
    await server.kill();
    throw new Error(`${path} is not ready; its log is ${log}`, { cause: error });
  }
  return server;
}

async function ready(child: ChildProcess, url: string, path: string): Promise<void> {
  const limit = Date.now() + READY_LIMIT_MS;
  while (Date.now() < limit) {
    if (child.exitCode !== null) {
      throw new Error(`it ended with ${child.exitCode}`);
    }
    if (url.startsWith("http") ? await answers(`${url}${path}`) : await listens(new URL(url))) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`it took longer than ${READY_LIMIT_MS} ms`);
}

async function answers(url: string): Promise<boolean> {
  return (await fetch(url).catch(() => undefined))?.ok === true;
}

function listens({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** An Alertmanager to start; the peers are addresses of the cluster's other members. */
export interface AlertmanagerOptions {
  readonly config: JsonObject;
  readonly folder?: string;
  readonly port?: number;
  readonly clusterPort?: number;
  readonly peers?: readonly string[];
  readonly args?: readonly string[];
}

/** Starts an Alertmanager on a configuration. */
export async function startAlertmanager(
  options: AlertmanagerOptions,
): Promise<RunningServer & { readonly folder: string }> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "crowsnest-alertmanager-")));
  await writeFile(join(folder, "alertmanager.yaml"), JSON.stringify(options.config));
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const cluster = options.clusterPort === undefined ? "" : `127.0.0.1:${options.clusterPort}`;
  const server = await startServer({
    path: (await tool("alertmanager")).path,
    args: [
      `--config.file=${join(folder, "alertmanager.yaml")}`,
      `--storage.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      `--cluster.listen-address=${cluster}`,
      ...(options.peers ?? []).map((peer) => `--cluster.peer=${peer}`),
      ...(options.args ?? []),
    ],
    url,
    log: join(folder, "log"),
  });
  return { ...server, folder };
}

/** Starts a Prometheus on a configuration, given as JSON, and rule files by name. */
export async function startPrometheus(options: {
  readonly config: JsonObject;
  readonly rules: Readonly<Record<string, JsonObject>>;
  readonly folder?: string;
  readonly port?: number;
  readonly args?: readonly string[];
}): Promise<RunningServer & { readonly folder: string }> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "crowsnest-prometheus-")));
  await writeFile(join(folder, "prometheus.yaml"), JSON.stringify(options.config));
  for (const [name, rules] of Object.entries(options.rules)) {
    await writeFile(join(folder, name), JSON.stringify(rules));
  }
  const port = options.port ?? (await freePort());
  const server = await startServer({
    path: (await tool("prometheus")).path,
    args: [
      `--config.file=${join(folder, "prometheus.yaml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      ...(options.args ?? []),
    ],
    url: `http://127.0.0.1:${port}`,
    log: join(folder, "log"),
  });
  return { ...server, folder };
}
