import { spawn } from "node:child_process";
import { chown, mkdir, realpath } from "node:fs/promises";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { freePort, type RunningServer, startServer } from "./servers.ts";
import { run, tool } from "./tools.ts";

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Starts an empty PostgreSQL below a folder; whoever connects is its superuser. */
export async function startPostgres(folder: string): Promise<RunningServer> {
  const { path } = await tool("postgres");
  const data = join(folder, "postgres");
  const user = process.getuid?.() === 0 ? NOBODY : undefined;
  await mkdir(data, { mode: 0o700 });
  if (user !== undefined) {
    await chown(data, user.uid, user.gid);
    // It must reach its data through the test's own folder.
    await chown(folder, user.uid, user.gid);
  }
  const initdb = join(dirname(await realpath(path)), "initdb");
  const made = await run(
    initdb,
    ["-D", data, "-U", "crowsnest", "--auth=trust", "--encoding=UTF8", "--no-sync"],
    {
      cwd: folder,
      ...(user !== undefined && { user }),
    },
  );
  if (made.code !== 0) {
    throw new Error(`initdb failed:\n${made.stderr}`);
  }
  const port = await freePort();
  return startServer({
    path,
    args: [
      ...["-D", data, "-p", String(port)],
      // A session ends with its client, so that the server does.
      ...["-c", "client_connection_check_interval=500"],
      ...["-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${data}`, "-c", "fsync=off"],
    ],
    url: `postgresql://127.0.0.1:${port}`,
    log: join(folder, "postgres.log"),
    ...(user !== undefined && { user }),
  });
}

/** Starts a session of PostgreSQL that sleeps, as a client that waits would be seen; what it returns ends it. */
export async function sleepingSession({ url }: RunningServer): Promise<() => void> {
  const psql = join(dirname(await realpath((await tool("postgres")).path)), "psql");
  const address = `postgresql://crowsnest@127.0.0.1:${new URL(url).port}/postgres`;
  const child = spawn(psql, ["-X", "-q", address, "-c", "select 'sleeps'", "-c", "select pg_sleep(120)"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`psql ended with ${code}`)));
  });
  return () => child.kill();
}

/** Starts a Redis that keeps nothing; a replica when it is given its primary. */
export async function startRedis(folder: string, primary?: RunningServer): Promise<RunningServer> {
  const port = await freePort();
  const replica = primary === undefined ? [] : ["--replicaof", "127.0.0.1", new URL(primary.url).port];
  return startServer({
    path: (await tool("redis")).path,
    args: ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", ...replica],
    url: `redis://127.0.0.1:${port}`,
    log: join(folder, `redis-${port}.log`),
  });
}

/** Sends commands to a Redis, and waits for its answer to the last. */
export function redisCommands({ url }: RunningServer, commands: readonly string[]): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write([...commands, "QUIT", ""].join("\r\n"));
    });
    socket.once("error", reject);
    socket.once("close", () => resolve());
    socket.resume();
  });
}
