import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Entry } from "../../bench/logs/lines.ts";
import { type Pipeline, startPipeline, until } from "../../bench/logs/pipeline.ts";
import { NAMESPACE } from "../../bench/logs/services.ts";
import { collectorConfig } from "../../src/compile/collector/index.ts";
import { alertCounter, eventsCounter } from "../../src/compile/logs/counted-events.ts";
import { ERRORS_METRIC } from "../../src/compile/logs/counters.ts";
import { logAlert, logEvents } from "../../src/definitions/index.ts";
import { elkEnvironmentOf, logContract, service } from "../support/services.ts";
import { tool } from "../support/tools.ts";

const slo = logEvents({
  bad: '| kind="order" | http_status >= 500 |= "lost" != "never"',
  by: ["shop"],
  objective: "99",
  total: '| kind="order" and severity_text!="DEBUG"',
});
const HOSTILE = 'a"b\\c${env:HOME} {{d}} [e]*';
const hostile = logEvents({
  bad: `|= \`${HOSTILE}\` | shop=~"n.*" or shop="$\\"{"`,
  name: "hostile",
  objective: "99",
});
const shop = service({
  logs: logContract({
    fields: { "http.status": { type: "number" }, kind: { type: "string" }, shop: { type: "string" } },
    format: "json",
  }),
  logAlerts: [
    logAlert("VisitsBroken", {
      above: 10,
      lines: '| kind="visit" and severity_text="ERROR"',
      severity: "warning",
      summary: "Visits break",
      within: "5m",
    }),
  ],
  name: "json-lines",
  namespace: NAMESPACE,
  slos: [slo, hostile],
});
const environment = elkEnvironmentOf([shop]);

let folder: string;
let pipeline: Pipeline | undefined;

afterEach(async () => {
  await pipeline?.stop();
  rmSync(folder, { force: true, recursive: true });
});

/** What the collector does before its exporter, which cannot be had here: OTLP stands in for it. */
async function start(): Promise<Pipeline> {
  folder = mkdtempSync(join(tmpdir(), "crowsnest-log-store-"));
  const elk = collectorConfig(environment, {
    caFile: "/ca.crt",
    endpoint: "https://elasticsearch:9200",
    podLogs: join(folder, "pods"),
    stateDirectory: join(folder, "state"),
    store: "elasticsearch",
  }) as unknown as { connectors: object; processors: Record<string, unknown> };
  pipeline = await startPipeline((await tool("otelcol")).path, folder, environment, (config) => {
    Object.assign(config, { connectors: elk.connectors });
    config.processors["transform/unmark"] = elk.processors["transform/unmark"];
  });
  return pipeline;
}

describe("the collector in front of Elasticsearch", () => {
  it("names the data stream of each line, and counts errors and the lines of objectives", async () => {
    const { collector, pods, sink } = await start();
    const time = new Date().toISOString();
    let id = 0;
    const lines = (count: number, line: Readonly<Record<string, unknown>>): readonly Entry[] =>
      Array.from({ length: count }, () => {
        id += 1;
        const message = `id=${id}; ${line.message ?? "taken"}`;
        const text = JSON.stringify({ level: "info", time, ...line, message });
        return { breaks: [], id, service: shop.name, text };
      });
    const order = { "http.status": 500, kind: "order", message: "lost (a.b)", shop: "north" };
    pods.append([
      ...lines(70, order),
      ...lines(30, { ...order, "http.status": "503", shop: "south" }),
      ...lines(20, { ...order, "http.status": 499 }),
      ...lines(11, { ...order, "http.status": "many" }),
      ...lines(7, { ...order, message: "lost, but never mind" }),
      ...lines(5, { kind: "order" }),
      ...lines(13, { ...order, level: "debug" }),
      ...lines(17, { ...order, kind: "visit", level: "error" }),
      ...lines(3, { level: "fatal" }),
      ...lines(4, { message: HOSTILE, shop: "north" }),
      ...lines(2, { message: HOSTILE, shop: '$"{' }),
      ...lines(9, { message: HOSTILE }),
    ]);
    expect(await until(() => sink.byId.size === id, 60)).toBe(true);

    expect(new Set(sink.lines.map(({ resource }) => resource["data_stream.dataset"]))).toEqual(
      new Set(["json_lines"]),
    );
    expect(new Set(sink.lines.map(({ resource }) => resource["data_stream.namespace"]))).toEqual(
      new Set(["production"]),
    );
    const metric = (lines: "bad" | "total", of = slo) =>
      `${eventsCounter(shop.name, of.name, lines).replaceAll(".", "_")}_total`;
    await until(() => false, 2);
    const alerts = `${alertCounter(shop.name, "VisitsBroken").replaceAll(".", "_")}_total`;
    expect(await collector.counter(alerts)).toEqual(new Map([[shop.name, 17]]));
    expect(await collector.counter(ERRORS_METRIC)).toEqual(new Map([[shop.name, 20]]));
    expect(await collector.counter(metric("total"), "shop")).toEqual(
      new Map([
        ["", 5],
        ["north", 108],
        ["south", 30],
      ]),
    );
    expect(await collector.counter(metric("bad"), "shop")).toEqual(
      new Map([
        ["north", 83],
        ["south", 30],
      ]),
    );
    expect(await collector.counter(metric("bad", hostile))).toEqual(new Map([[shop.name, 6]]));
    expect(await collector.counter(metric("total", hostile))).toEqual(new Map([[shop.name, id]]));
  });
});
