import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goMetrics } from "../../src/catalogs/index.ts";
import { alertmanagerMetrics } from "../../src/catalogs/platform/alertmanager.ts";
import { prometheusMetrics } from "../../src/catalogs/platform/prometheus.ts";
import { readPrometheus } from "../../src/live/index.ts";
import { differences, readable, readExposition } from "../support/exposition.ts";
import { freePort, type RunningServer, startServer } from "../support/servers.ts";
import { tool } from "../support/tools.ts";

let folder: string;
let prometheus: RunningServer;
let alertmanager: RunningServer;

const scrape = async ({ url }: RunningServer) => readExposition(await (await fetch(`${url}/metrics`)).text());

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crowsnest-catalogs-"));
  const [ownPort, alertsPort] = [await freePort(), await freePort()];
  const own = `127.0.0.1:${ownPort}`;
  const alerts = `127.0.0.1:${alertsPort}`;
  await writeFile(
    join(folder, "rules.yaml"),
    'groups: [{ name: g, interval: 1s, rules: [{ record: "a:b", expr: up }, { alert: A, expr: vector(1) }] }]\n',
  );
  await writeFile(
    join(folder, "prometheus.yaml"),
    `global: { scrape_interval: 1s }
rule_files: [rules.yaml]
scrape_configs: [{ job_name: own, static_configs: [{ targets: ["${own}"] }] }]
alerting: { alertmanagers: [{ static_configs: [{ targets: ["${alerts}"] }] }] }
`,
  );
  await writeFile(
    join(folder, "alertmanager.yaml"),
    "route: { receiver: none }\nreceivers: [{ name: none }]\n",
  );
  alertmanager = await startServer({
    path: (await tool("alertmanager")).path,
    args: [
      `--config.file=${join(folder, "alertmanager.yaml")}`,
      `--storage.path=${join(folder, "alerts")}`,
      `--web.listen-address=${alerts}`,
      `--cluster.listen-address=127.0.0.1:${await freePort()}`,
    ],
    url: `http://${alerts}`,
    log: join(folder, "alertmanager.log"),
  });
  prometheus = await startServer({
    path: (await tool("prometheus")).path,
    args: [
      `--config.file=${join(folder, "prometheus.yaml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=${own}`,
    ],
    url: `http://${own}`,
    log: join(folder, "prometheus.log"),
  });
  // A few scrapes and evaluations, so that every series is there.
  await sleep(6_000);
});

afterAll(async () => {
  await prometheus?.stop();
  await alertmanager?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("catalogs beside what runs here", () => {
  it("say of Prometheus what it exposes", async () => {
    expect(differences(prometheusMetrics, await scrape(prometheus))).toEqual([]);
  });

  it("say of Prometheus what it knows of itself by its API", async () => {
    const own = await readable(
      readPrometheus(new URL(prometheus.url), {
        matchers: [{ label: "job", operator: "=", value: "own" }],
        timeoutSeconds: 30,
        wantsValues: () => false,
      }),
    );
    expect(own.families.length).toBeGreaterThan(100);
    expect(differences(prometheusMetrics, own)).toEqual([]);
  });

  it("say of Alertmanager what it exposes", async () => {
    expect(differences(alertmanagerMetrics, await scrape(alertmanager))).toEqual([]);
  });

  it("say of Go what its client exposes", async () => {
    expect(differences(goMetrics, await scrape(prometheus))).toEqual([]);
  });
});
