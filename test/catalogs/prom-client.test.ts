import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { collectDefaultMetrics, Registry } from "prom-client";
import { expect, it } from "vitest";
import { nodejsMetrics } from "../../src/catalogs/index.ts";
import { differences, readExposition } from "../support/exposition.ts";

it("says of Node.js what prom-client exposes", async () => {
  const register = new Registry();
  collectDefaultMetrics({ register });
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  // Collections are told of some time after they happened.
  for (
    let tries = 0;
    tries < 50 && !(await register.metrics()).includes("gc_duration_seconds_bucket");
    tries += 1
  ) {
    if (typeof collect === "function") {
      collect();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const exposed = readExposition(await register.metrics());
  expect(exposed.families.length).toBeGreaterThan(20);
  expect(differences(nodejsMetrics, exposed)).toEqual([]);
});
