import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Entry, plantedEntries } from "../../bench/logs/lines.ts";
import type { OtlpSink } from "../../bench/logs/otlp-sink.ts";
import { type Pipeline, startPipeline, until } from "../../bench/logs/pipeline.ts";
import { contractsOf, loggingEnvironment } from "../../bench/logs/services.ts";
import { collectorConfig } from "../../src/compile/collector/index.ts";
import { BREAKS_METRIC, BYTES_METRIC, LINES_METRIC } from "../../src/compile/logs/counters.ts";
import { INDEX_LABELS } from "../../src/compile/logs/labels.ts";
import { run, tool } from "../support/tools.ts";

const ENTRIES = 12_000;
/** Lines that a reader of files hands on at once, after a tenth of a second at the latest. */
const BATCH = 100;
const environment = loggingEnvironment();
const contracts = contractsOf(environment);

let otelcol: string;
let folder: string;
let pipeline: Pipeline | undefined;

beforeAll(async () => {
  otelcol = (await tool("otelcol")).path;
});

afterEach(async () => {
  await pipeline?.stop();
  pipeline = undefined;
  rmSync(folder, { recursive: true, force: true });
});

describe("the collector on the generated configuration", () => {
  it("marks lines whose pod does not say what the contract asks for", async () => {
    const { pods, sink } = await start(loggingEnvironment({ required: ["service.name", "service.version"] }));
    pods.append([{ breaks: [], id: 0, service: "json", text: '{"message":"id=0; paid"}' }]);
    await until(() => sink.byId.size === 1, 30);
    expect(sink.byId.get(0)?.attributes["crowsnest.contract.breaks"]).toEqual(["missing:service.version"]);
  });

  it("ships every line, marks what breaks its contract, keeps no secret, and counts", async () => {
    const { pods, sink, collector } = await start();
    const entries = plantedEntries(contracts, ENTRIES, 1);
    pods.append(entries.slice(0, ENTRIES / 2));
    pods.rotate("json");
    pods.append(entries.slice(ENTRIES / 2));
    await until(() => sink.byId.size === ENTRIES, 120);

    expect(missing(entries, sink)).toEqual([]);
    expect(sink.leaks).toBe(0);
    expect(misjudged(entries, sink)).toEqual([]);
    expect(new Set(sink.lines.map(({ tenant }) => tenant))).toEqual(new Set(["platform"]));
    // Loki's streams: one for each service, however many lines, traces and pods there are.
    const streams = sink.lines.map(({ resource }) => INDEX_LABELS.map((label) => resource[label]).join("|"));
    expect(new Set(streams).size).toBe(contracts.size);
    expect(await collector.counter(LINES_METRIC)).toEqual(byService(entries));
    // A stack trace that comes apart loses the line break between its pieces.
    expect(sum(await collector.counter(BYTES_METRIC))).toBe(bytes(entries) - sink.fragments);
    expect(await collector.counter(BREAKS_METRIC)).toEqual(
      byService(entries.filter(({ breaks }) => breaks.length > 0)),
    );
    expect(entries.filter(({ breaks }) => breaks.length > 0).length).toBeGreaterThan(ENTRIES / 100);
  });

  it("loses nothing when it is restarted, or when nobody takes its lines", async () => {
    const { pods, sink, collector } = await start();
    const entries = plantedEntries(contracts, ENTRIES, 2);
    const quarter = ENTRIES / 4;
    pods.append(entries.slice(0, quarter));
    await until(() => sink.count > 0, 60);
    sink.down = true;
    pods.append(entries.slice(quarter, 2 * quarter));
    await collector.stop();
    pods.append(entries.slice(2 * quarter, 3 * quarter));
    await collector.start();
    pods.append(entries.slice(3 * quarter));
    await collector.stop();
    await collector.start();
    sink.down = false;
    await until(() => sink.byId.size === ENTRIES, 180);

    expect(missing(entries, sink)).toEqual([]);
    expect(sink.leaks).toBe(0);
    expect(misjudged(entries, sink)).toEqual([]);
  });

  it("loses at most two batches and the newest line of each file when it is killed", async () => {
    const { pods, sink, collector } = await start();
    const entries = plantedEntries(contracts, ENTRIES, 3);
    const half = ENTRIES / 2;
    pods.append(entries.slice(0, half));
    await until(() => sink.count > 0, 60);
    await collector.stop("SIGKILL");
    pods.append(entries.slice(half));
    await collector.start();
    const services = new Set(entries.map(({ service }) => service));
    await until(() => sink.byId.size >= ENTRIES - 2 * BATCH - services.size, 120);
    await settled(sink);

    // What was read and not handed on yet when it was killed: a batch that fills, and one on its way to the disk.
    const lost = entries.filter(({ id }) => !sink.byId.has(id));
    expect(lost.length).toBeLessThanOrEqual(2 * BATCH + services.size);
  });

  it("gives lines OpenTelemetry's names", async () => {
    const { pods, sink } = await start();
    const trace = "0af7651916cd43dd8448eb211c80319c";
    const time = new Date().toISOString();
    const write = (service: string, text: string) => pods.append([{ breaks: [], id: 0, service, text }]);
    write("pino", `{"level":50,"time":${Date.parse(time)},"pid":7,"msg":"declined","trace_id":"${trace}"}`);
    write(
      "ecs",
      `{"@timestamp":"${time}","log":{"level":"warn"},"message":"slow","trace":{"id":"${trace}"}}`,
    );
    write(
      "otel",
      `{"timestamp":"${time}","severity_text":"INFO","body":"paid","attributes":{"order_id":"7"}}`,
    );
    write("logfmt", `ts=${time} level=debug msg="it's paid" amount=3`);
    write("pattern", `${time} [ERROR] broke\n    at pay (/app/pay.js:1:1)`);
    write("json", "panic: out of memory");
    await until(() => sink.count >= 6, 60);

    const shown = sink.lines.map(({ attributes, body, resource, severity, traceId }) => ({
      attributes,
      body,
      environment: resource["deployment.environment.name"],
      service: resource["service.name"],
      severity,
      traceId,
    }));
    expect(shown.sort((a, b) => (String(a.service) < String(b.service) ? -1 : 1))).toMatchInlineSnapshot(`
      [
        {
          "attributes": {
            "log.iostream": "stdout",
          },
          "body": "slow",
          "environment": "production",
          "service": "ecs",
          "severity": "WARN",
          "traceId": "0af7651916cd43dd8448eb211c80319c",
        },
        {
          "attributes": {
            "crowsnest.contract.breaks": [
              "format",
            ],
            "log.iostream": "stdout",
          },
          "body": "panic: out of memory",
          "environment": "production",
          "service": "json",
          "severity": "",
          "traceId": "",
        },
        {
          "attributes": {
            "amount": "3",
            "log.iostream": "stdout",
          },
          "body": "it's paid",
          "environment": "production",
          "service": "logfmt",
          "severity": "DEBUG",
          "traceId": "",
        },
        {
          "attributes": {
            "log.iostream": "stdout",
            "order_id": "7",
          },
          "body": "paid",
          "environment": "production",
          "service": "otel",
          "severity": "INFO",
          "traceId": "",
        },
        {
          "attributes": {
            "log.iostream": "stdout",
          },
          "body": "broke
          at pay (/app/pay.js:1:1)",
          "environment": "production",
          "service": "pattern",
          "severity": "ERROR",
          "traceId": "",
        },
        {
          "attributes": {
            "log.iostream": "stdout",
            "pid": 7,
          },
          "body": "declined",
          "environment": "production",
          "service": "pino",
          "severity": "ERROR",
          "traceId": "0af7651916cd43dd8448eb211c80319c",
        },
      ]
    `);
  });

  it("takes out secrets wherever they lie, and knows a group that took no part", async () => {
    const { pods, sink } = await start();
    const time = new Date().toISOString();
    const json = (fields: object) => JSON.stringify({ level: "info", message: "asked", time, ...fields });
    const write = (service: string, text: string) => pods.append([{ breaks: [], id: 0, service, text }]);
    const lines = [
      json({
        headers: { authorization: ["Basic hunter2"], "set-cookie": ["sid=hunter2"], accept: ["text/html"] },
      }),
      json({ password: { value: "hunter2" }, credentials: { key: "hunter2" }, token: ["hunter2"] }),
      json({ message: "redis://:hunter2@cache:6379 and postgres://u:p@hunter2@db/orders" }),
      json({ message: 'asked with {"token":["hunter2"],"secret":{"a":"hunter2"}}' }),
    ];
    for (const line of lines) write("json", line);
    write("pattern", `${time} [INFO] no trace`);
    await until(() => sink.count >= lines.length + 1, 60);

    expect(JSON.stringify(sink.lines)).not.toContain("hunter2");
    const shown = sink.lines.map(({ attributes, body }) => ({ attributes, body }));
    expect(shown).toContainEqual({
      attributes: { "headers.accept.0": "text/html", "log.iostream": "stdout" },
      body: "asked",
    });
    expect(shown).toContainEqual({ attributes: { "log.iostream": "stdout" }, body: "no trace" });
  });

  it("keeps the declared share of debug lines, and every other one", async () => {
    const sampled = loggingEnvironment({ debugShare: 0.25 });
    const { pods, sink } = await start(sampled);
    const time = new Date().toISOString();
    const lines = (level: string, from: number, count: number): Entry[] =>
      Array.from({ length: count }, (_, index) => ({
        breaks: [],
        id: from + index,
        service: "json",
        text: JSON.stringify({ level, message: `id=${from + index}; ${level}`, time }),
      }));
    pods.append([...lines("debug", 0, 4_000), ...lines("info", 4_000, 500)]);
    await until(() => sink.lines.filter(({ severity }) => severity === "INFO").length === 500, 60);
    const debug = sink.lines.filter(({ severity }) => severity === "DEBUG").length;
    // Six standard deviations of 4,000 draws at 0.25.
    expect(Math.abs(debug - 1_000)).toBeLessThan(165);
  });

  it("is accepted whole, with what asks the API server", async () => {
    folder = mkdtempSync(join(tmpdir(), "crowsnest-logs-"));
    const target = {
      endpoint: "http://loki",
      podLogs: "/var/log/pods",
      stateDirectory: folder,
      tenant: "platform",
    };
    const config = collectorConfig(loggingEnvironment({ debugShare: 0.5 }), target);
    const yaml = `yaml:${JSON.stringify(config)}`;
    const env = { K8S_NODE_NAME: "node", MY_POD_IP: "127.0.0.1" };
    const { code, stderr } = await run(otelcol, ["validate", `--config=${yaml}`], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

async function start(of = environment): Promise<Pipeline> {
  folder = mkdtempSync(join(tmpdir(), "crowsnest-logs-"));
  pipeline = await startPipeline(otelcol, folder, of);
  return pipeline;
}

/** Waits until nothing has come for a while. */
async function settled(sink: { readonly count: number }): Promise<void> {
  for (let last = -1; last !== sink.count; ) {
    last = sink.count;
    await until(() => sink.count !== last, 4);
  }
}

function missing(entries: readonly Entry[], sink: OtlpSink): readonly string[] {
  return entries.filter(({ id }) => !sink.byId.has(id)).map(({ text }) => text.slice(0, 120));
}

/** Lines that the collector judges otherwise than `crowsnest logs check` does. */
function misjudged(entries: readonly Entry[], sink: OtlpSink): readonly unknown[] {
  return entries.flatMap(({ breaks, id, service, text }) => {
    const line = sink.byId.get(id);
    const marked = line?.attributes["crowsnest.contract.breaks"] ?? [];
    return JSON.stringify(marked) === JSON.stringify(breaks) && line?.resource["service.name"] === service
      ? []
      : [{ breaks, marked, text: text.slice(0, 120) }];
  });
}

function bytes(entries: readonly Entry[]): number {
  return entries.reduce((total, { text }) => total + Buffer.byteLength(text), 0);
}

function sum(counters: ReadonlyMap<string, number>): number {
  return [...counters.values()].reduce((total, count) => total + count, 0);
}

function byService(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { service } of entries) {
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return counts;
}
