import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulator } from "../../src/routing/index.ts";
import { configFile, routesTest } from "../support/alertmanager.ts";
import { alertLabels, forest, quoted, routeTree } from "../support/routing-trees.ts";

const CONFIGS = 40;
const TREES = 50;
const LABEL_SETS = 6;

describe("the simulator against `amtool config routes test`", () => {
  it(`agrees on ${CONFIGS * TREES * LABEL_SETS} pairs of a random tree and random labels`, async () => {
    let pairs = 0;
    let matched = 0;
    const forests = fc.sample(
      fc.tuple(
        fc.array(routeTree, { minLength: TREES, maxLength: TREES }),
        fc.array(alertLabels, { minLength: LABEL_SETS, maxLength: LABEL_SETS }),
      ),
      { numRuns: CONFIGS, seed: 28_01 },
    );
    for (const [trees, labelSets] of forests) {
      const config = forest(trees);
      const simulated = simulator(config);
      const file = await configFile(config);
      const asked = labelSets.map(async (labels) => {
        const escaped = Object.fromEntries(
          Object.entries(labels).map(([name, value]) => [name, quoted(value)]),
        );
        const receivers = simulated.routes(labels).map(({ receiver }) => receiver);
        expect(receivers, JSON.stringify({ labels, config })).toEqual(await routesTest(file, escaped));
        matched += receivers.filter((name) => name !== "root").length;
      });
      await Promise.all(asked);
      pairs += trees.length * labelSets.length;
    }
    expect(pairs).toBeGreaterThanOrEqual(10_000);
    expect(matched).toBeGreaterThan(pairs / 4);
  }, 120_000);
});
