import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askAlerts, askPanels, START, writeExample } from "../../bench/dashboards/real-data.ts";
import { Prometheus } from "../../bench/slo/prometheus.ts";
import { compileDefinition } from "../../src/cli/pipeline.ts";
import { everyCatalog } from "../support/catalogs.ts";
import { serviceOf, servicesOf } from "../support/definitions.ts";

const services = everyCatalog.map((catalog) =>
  serviceOf({ name: `of-${catalog.name.toLowerCase()}`, uses: [catalog] }),
);
const { artifacts, workspace } = compileDefinition(servicesOf(...services));
const [made] = artifacts?.environments ?? [];
const [environment] = workspace?.environments ?? [];
if (made === undefined || environment === undefined) throw new Error("a catalog has mistakes");

let prometheus: Prometheus;

beforeAll(async () => {
  prometheus = await Prometheus.start();
  await writeExample(prometheus, environment, made, START);
});

afterAll(async () => {
  await prometheus?.[Symbol.asyncDispose]();
});

describe("every catalog on a real Prometheus that holds what it declares", () => {
  it("asks nothing for its rows that fails, comes back empty or cannot be told apart", async () => {
    const { asked, failed, empty, illegible } = await askPanels(prometheus, made);
    expect(asked).toBeGreaterThan(700);
    expect(failed.map(({ request, reason }) => `${request.expr}: ${reason}`)).toEqual([]);
    expect(empty.map(({ expr }) => expr)).toEqual([]);
    expect(illegible.map(({ expr, query }) => `${query.legend}: ${expr}`)).toEqual([]);
  });

  it("has alerts that compare what is there", async () => {
    const { asked, failed, empty } = await askAlerts(prometheus, made);
    expect(asked).toBeGreaterThan(50);
    expect(failed).toEqual([]);
    expect(empty).toEqual([]);
  });
});
