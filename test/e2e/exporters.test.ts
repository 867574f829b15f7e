import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blackboxMetrics, nodeMetrics, postgresMetrics, redisMetrics } from "../../src/catalogs/index.ts";
import type { MetricCatalog } from "../../src/definitions/index.ts";
import { catalogDiff, type Exposition } from "../../src/live/index.ts";
import { selfSigned } from "../support/certificate.ts";
import { redisCommands, sleepingSession, startPostgres, startRedis } from "../support/databases.ts";
import { readExposition } from "../support/exposition.ts";
import { freePort, type RunningServer, startServer } from "../support/servers.ts";
import { tool } from "../support/tools.ts";

/** What a catalog says otherwise, and what it says of series that were not there to compare. */
function unlike(catalog: MetricCatalog, exposition: Exposition): readonly string[] {
  return catalogDiff(catalog, exposition)
    .drift.filter(({ what }) => what !== "new")
    .map(({ metric, what, declared, live }) => `${metric} ${what}: declared ${declared}, live ${live}`);
}

let folder: string;
const running: RunningServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crowsnest-exporters-"));
});

afterAll(async () => {
  for (const server of running.reverse()) {
    await server.stop();
  }
  await rm(folder, { recursive: true, force: true });
});

type Exporter = "blackbox_exporter" | "node_exporter" | "postgres_exporter" | "redis_exporter";

async function exporter(
  name: Exporter,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const address = `127.0.0.1:${await freePort()}`;
  const server = await startServer({
    path: (await tool(name)).path,
    args: [`--web.listen-address=${address}`, ...args],
    url: `http://${address}`,
    log: join(folder, `${name}.log`),
    ready: "/",
    env,
  });
  running.push(server);
  return server;
}

async function scrape({ url }: RunningServer, path = "/metrics"): Promise<Exposition> {
  const exposition = readExposition(await (await fetch(`${url}${path}`)).text());
  expect(exposition.families.length).toBeGreaterThan(5);
  return exposition;
}

describe("catalogs beside the real exporter", () => {
  it("say of PostgreSQL what postgres_exporter exposes", async () => {
    const server = await startPostgres(folder);
    running.push(server);
    const { port } = new URL(server.url);
    const exposing = await exporter("postgres_exporter", [], {
      DATA_SOURCE_NAME: `postgresql://crowsnest@127.0.0.1:${port}/postgres?sslmode=disable`,
    });
    const wake = await sleepingSession(server);
    try {
      expect(unlike(postgresMetrics, await scrape(exposing))).toEqual([]);
    } finally {
      wake();
    }
  });

  it("say of Redis what redis_exporter exposes, of a primary and of a replica", async () => {
    const primary = await startRedis(folder);
    running.push(primary);
    const replica = await startRedis(folder, primary);
    running.push(replica);
    await redisCommands(primary, ["SET orders 1", "GET orders", "GET users"]);
    const { linkUp, ...ofPrimary } = redisMetrics;
    const exposing = await exporter("redis_exporter", [`--redis.addr=${primary.url}`]);
    expect(unlike(ofPrimary, await scrape(exposing))).toEqual([]);
    const ofReplica = await scrape(exposing, `/scrape?target=${encodeURIComponent(replica.url)}`);
    expect(unlike({ linkUp }, ofReplica)).toEqual([]);
  });

  it("say of a probe what blackbox_exporter exposes", async () => {
    const target = await startTarget();
    try {
      const config = join(folder, "blackbox.yaml");
      const http = { preferred_ip_protocol: "ip4", tls_config: { insecure_skip_verify: true } };
      await writeFile(config, JSON.stringify({ modules: { http_2xx: { prober: "http", http } } }));
      const exposing = await exporter("blackbox_exporter", [`--config.file=${config}`]);
      const address = target.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const probed = encodeURIComponent(`https://127.0.0.1:${port}/`);
      const page = await scrape(exposing, `/probe?module=http_2xx&target=${probed}`);
      expect(unlike(blackboxMetrics, page)).toEqual([]);
    } finally {
      target.close();
    }
  });

  it("say of a machine what node_exporter exposes", async () => {
    const found = unlike(nodeMetrics, await scrape(await exporter("node_exporter", [])));
    // Only what a broken device exposes names an error.
    expect(found.filter((text) => !text.includes("labels-removed: declared device_error,"))).toEqual([]);
  });
});

function startTarget(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(selfSigned("localhost"), (_, response) => response.end("ok"));
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}
