import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AlertReport, alertReports } from "../../../src/audit/index.ts";
import { compileConfig } from "../../../src/cli/pipeline.ts";
import { type AlertingCluster, startCluster } from "../../support/alerting/cluster.ts";
import type { FakeService } from "../../support/alerting/fake-service.ts";
import { duplicates, type FaultKind, makeFault, waitFor } from "../../support/alerting/faults.ts";

const SHOP = fileURLToPath(new URL("../../../examples/shop", import.meta.url));
const SETTLED_MS = 60_000;

/** The short form of `npm run figures -- alerting`: the example's own artifacts on real servers. */
describe("the example's critical alerts", () => {
  let cluster: AlertingCluster;
  let reports: readonly AlertReport[];
  beforeAll(async () => {
    const { workspace, artifacts, diagnostics } = await compileConfig(SHOP);
    const environment = workspace?.environments.find(({ name }) => name === "production");
    const made = artifacts?.environments.find((each) => each.environment === "production");
    if (environment === undefined || made === undefined) {
      throw new Error(JSON.stringify(diagnostics));
    }
    reports = alertReports(environment, made);
    cluster = await startCluster(environment, made);
    // A fault means something once every service was seen to be well.
    await waitFor(async () => {
      const answer = await fetch(`${cluster.prometheus().url}/api/v1/query?query=count(up==1)`);
      const { data } = (await answer.json()) as { data: { result: readonly { value: [number, string] }[] } };
      return Number(data.result[0]?.value[1] ?? 0) >= cluster.services.length * 2 ? true : undefined;
    }, SETTLED_MS);
  });
  afterAll(() => cluster?.stop());

  const serviceOf = (name: string): FakeService => {
    const service = cluster.services.find((each) => each.service.name === name);
    if (service === undefined) {
      throw new Error(`the example has no service ${name}`);
    }
    return service;
  };
  const faults = (...all: readonly (readonly [service: string, kind: FaultKind])[]) =>
    Promise.all(all.map(([service, kind]) => makeFault(cluster, serviceOf(service), kind, reports)));

  it("are delivered within their computed bound, each once", async () => {
    const results = await faults(
      ["orders-database", "process gone"],
      ["order-events", "hung target"],
      ["edge-gateway", "all requests fail"],
      ["checkout", "errors during a rollout"],
    );
    for (const { seconds, bound, service, kind } of results) {
      expect(seconds, `${service}: ${kind}`).toBeGreaterThan(0);
      expect(seconds, `${service}: ${kind}`).toBeLessThanOrEqual(bound);
    }
    const told = new Set(cluster.recorder.messages.map(({ receiver }) => receiver));
    expect([...told].every((receiver) => receiver === "heartbeat" || receiver.includes("/"))).toBe(true);
    expect(duplicates(cluster.recorder.messages)).toEqual([]);
  });

  it("are delivered though an Alertmanager is killed", async () => {
    await cluster.alertmanagers[0]?.kill();
    const [result] = await faults(["catalog", "process gone"]);
    // The survivor may wait once for the member that it still believes in.
    expect(result?.seconds).toBeLessThanOrEqual((result?.bound ?? 0) + 4);
  });

  it("are delivered the old way while the configuration is broken, and somebody hears of that", async () => {
    const survivor = cluster.alertmanagers[1];
    const broken = { receivers: [], route: { receiver: "gone" } };
    await writeFile(join(survivor?.folder ?? "", "alertmanager.yaml"), JSON.stringify(broken));
    const answer = await fetch(`${survivor?.url}/-/reload`, { method: "POST" });
    expect(answer.ok).toBe(false);
    const [result] = await faults(["orders-database", "hung target"]);
    expect(result?.seconds).toBeLessThanOrEqual(result?.bound ?? 0);
    const meta = await waitFor(
      () => cluster.recorder.messages.find(({ labels }) => labels.alertname === "AlertmanagerConfigRejected"),
      90_000,
    );
    expect(meta?.receiver).toBe("platform/critical");
  });
});
