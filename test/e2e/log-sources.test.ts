import { createSocket } from "node:dgram";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { Collector } from "../../bench/logs/collector.ts";
import { OtlpSink, type Shipped } from "../../bench/logs/otlp-sink.ts";
import { until } from "../../bench/logs/pipeline.ts";
import type { JsonObject } from "../../src/artifacts/index.ts";
import { hostCollectors } from "../../src/compile/collector/host.ts";
import { collectorConfig } from "../../src/compile/collector/index.ts";
import { BREAKS_METRIC, BYTES_METRIC, LINES_METRIC } from "../../src/compile/logs/counters.ts";
import { files, type LogContractOptions, linePattern, syslog } from "../../src/definitions/index.ts";
import { freePort } from "../support/servers.ts";
import { environmentOf, logContract, service } from "../support/services.ts";
import { run, tool } from "../support/tools.ts";

let otelcol: string;
let folder: string;
let sink: OtlpSink;
let collector: Collector | undefined;

beforeAll(async () => {
  otelcol = (await tool("otelcol")).path;
});

afterEach(async () => {
  await collector?.stop();
  await sink.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("lines that no pod writes", () => {
  it("are read from files on the nodes, and go on where they were when the collector stops", async () => {
    await prepare();
    const logs = join(folder, "legacy");
    mkdirSync(logs);
    const file = join(logs, "app.log");
    const contract: Partial<LogContractOptions> = {
      format: linePattern(/^(?<timestamp>\S+) (?<severity>\w+) (?<message>.*)$/),
      from: files({ paths: [`${logs}/*.log`] }),
    };
    await start(onNodes({ legacy: contract }));
    const write = (id: number, text: string) =>
      appendFileSync(file, `${new Date().toISOString()} INFO id=${id}; ${text}\n`);
    write(0, "paid");
    write(1, "broke\n    at pay (/app/pay.js:1:1)");
    appendFileSync(file, "id=2; password=s3cr3t\n");
    await until(() => sink.byId.size === 3, 30);
    await collector?.stop();
    write(3, "while it was away");
    await collector?.start();
    await until(() => sink.byId.size === 4, 30);

    expect([...sink.byId.keys()].sort()).toEqual([0, 1, 2, 3]);
    expect(sink.repeats).toBe(0);
    expect(sink.leaks).toBe(0);
    expect(told(sink.byId.get(1))).toEqual({
      body: "id=1; broke\n    at pay (/app/pay.js:1:1)",
      breaks: undefined,
      service: "legacy",
      severity: "INFO",
    });
    expect(told(sink.byId.get(2))).toMatchObject({
      breaks: ["format"],
      body: "id=2; password=[redacted]",
    });
  });

  it("are received by syslog, as RFC 5424 over TCP and as RFC 3164 over UDP", async () => {
    await prepare();
    const [tcp, udp] = [await freePort(), await freePort()];
    await start(
      onNodes({
        devices: {
          format: "syslog",
          from: syslog({ from: ["10.0.0.0/8"], port: udp, protocol: "rfc3164", transport: "udp" }),
          levels: ["INFO", "WARN", "ERROR"],
        },
        orders: {
          fields: { amount: { type: "number" } },
          format: "json",
          from: syslog({ from: ["10.0.0.0/8"], port: tcp }),
        },
      }),
    );
    const time = new Date().toISOString();
    const stream = connect(tcp, "127.0.0.1");
    stream.write(
      `<165>1 ${time} web-1 orders 7 ID47 [auth@1 token="s3cr3t" user="ann"] {"message":"id=0; paid","amount":3,"level":"warn"}\n`,
    );
    stream.write(`<165>1 ${time} web-1 orders 7 - - {"message":"id=1; paid","amount":"much"}\n`);
    stream.end("id=2; no syslog at all\n");
    const sender = createSocket("udp4");
    const send = (text: string) => sender.send(text, udp, "127.0.0.1");
    send("<11>Nov 25 06:30:00 switch-1 link: id=3; port 7 is down");
    send("<7>Nov 25 06:30:00 switch-1 link[12]: id=4; polled");
    await until(() => sink.byId.size === 5, 30);
    sender.close();

    expect([...sink.byId.keys()].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(sink.leaks).toBe(0);
    expect(told(sink.byId.get(0))).toEqual({
      body: "id=0; paid",
      breaks: undefined,
      service: "orders",
      severity: "WARN",
    });
    expect(sink.byId.get(0)?.attributes).toMatchObject({
      "syslog.appname": "orders",
      "syslog.data.auth@1.user": "ann",
    });
    expect(sink.byId.get(0)?.resource).toMatchObject({
      "host.name": "web-1",
      "deployment.environment.name": "production",
    });
    expect(told(sink.byId.get(1))).toMatchObject({
      breaks: ["invalid:amount"],
      service: "orders",
      severity: "INFO",
    });
    expect(told(sink.byId.get(2))).toMatchObject({ breaks: ["format"], service: "orders" });
    expect(told(sink.byId.get(3))).toEqual({
      body: "id=3; port 7 is down",
      breaks: undefined,
      service: "devices",
      severity: "ERROR",
    });
    expect(told(sink.byId.get(4))).toMatchObject({ breaks: ["invalid:severity"], severity: "DEBUG" });
    expect(await collector?.counter(LINES_METRIC)).toEqual(
      new Map([
        ["devices", 2],
        ["orders", 3],
      ]),
    );
    expect(await collector?.counter(BREAKS_METRIC)).toEqual(
      new Map([
        ["devices", 1],
        ["orders", 2],
      ]),
    );
    expect((await collector?.counter(BYTES_METRIC))?.get("devices")).toBe(
      "id=3; port 7 is down".length + "id=4; polled".length,
    );
  });

  it("are received with TLS on a machine outside, which says where they go", async () => {
    const endpoint = await prepare();
    const port = await freePort();
    const [certificateFile, keyFile] = [join(folder, "tls.crt"), join(folder, "tls.key")];
    const made = await run("openssl", [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"],
      ...["-addext", "subjectAltName=DNS:localhost", "-keyout", keyFile, "-out", certificateFile],
    ]);
    expect(made.code).toBe(0);
    const environment = environmentOf([
      service({
        name: "mainframe",
        logs: logContract({
          format: "syslog",
          from: syslog({ on: "hosts", port, tls: { certificateFile, keyFile } }),
        }),
      }),
    ]);
    const [host] = hostCollectors(environment);
    await start(host?.config as JsonObject, {
      LOGS_AUTHORIZATION: "Basic c2hvcA==",
      LOGS_ENDPOINT: endpoint,
    });

    const ca = readFileSync(certificateFile);
    const stream = connectTls({ ca, host: "127.0.0.1", port, servername: "localhost" });
    await new Promise((resolve, reject) => stream.once("secureConnect", resolve).once("error", reject));
    stream.end(`<134>1 ${new Date().toISOString()} z1 ledger - - - id=0; booked\n`);
    await until(() => sink.byId.size === 1, 30);
    expect(told(sink.byId.get(0))).toEqual({
      body: "id=0; booked",
      breaks: undefined,
      service: "mainframe",
      severity: "INFO",
    });
    expect(sink.byId.get(0)?.tenant).toBe("platform");
    expect(sink.authorization).toBe("Basic c2hvcA==");
  });
});

/** Prepares a folder and what stands in for Loki. */
async function prepare(): Promise<string> {
  folder = mkdtempSync(join(tmpdir(), "crowsnest-sources-"));
  sink = new OtlpSink();
  return `http://127.0.0.1:${await sink.listen()}`;
}

function onNodes(contracts: Readonly<Record<string, Partial<LogContractOptions>>>): JsonObject {
  const services = Object.entries(contracts).map(([name, options]) =>
    service({ name, logs: logContract(options) }),
  );
  return collectorConfig(environmentOf(services), {
    endpoint: `http://127.0.0.1:${sink.port}`,
    podLogs: join(folder, "pods"),
    stateDirectory: join(folder, "state"),
    tenant: "platform",
  });
}

/** Starts a collector that ships lines as JSON, so that they can be read here. */
async function start(config: JsonObject, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const changed = structuredClone(config) as {
    exporters: Record<string, { encoding?: string }>;
    extensions: { file_storage: { directory: string } };
  };
  Object.assign(changed.exporters["otlphttp/loki"] ?? {}, { encoding: "json" });
  changed.extensions.file_storage.directory = join(folder, "state");
  mkdirSync(join(folder, "state"), { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify(changed));
  collector = await Collector.create(otelcol, folder, changed, { K8S_NODE_NAME: "node-1", ...env });
  await collector.start();
}

function told(line: Shipped | undefined) {
  return {
    body: line?.body,
    breaks: line?.attributes["crowsnest.contract.breaks"],
    service: line?.resource["service.name"],
    severity: line?.severity,
  };
}
