import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deadRoutes } from "../../src/routing/dead-routes.ts";
import { matchRoutes, readRoutes } from "../../src/routing/tree.ts";
import { alertLabels, routeTree } from "../support/routing-trees.ts";

const root = (...routes: Parameters<typeof readRoutes>[0][]) => readRoutes({ receiver: "root", routes });

describe("dead routes", () => {
  it("are those behind a sibling that takes everything of theirs", () => {
    const tree = root(
      { matchers: ['team="a"'], receiver: "a" },
      { matchers: ['team="a"', 'severity="critical"'], receiver: "b" },
      { matchers: ['team="c"'], receiver: "c", continue: true },
      { matchers: ['team="c"'], receiver: "d" },
    );
    expect(deadRoutes(tree).map(({ route, shadowedBy }) => [route.receiver, shadowedBy?.receiver])).toEqual([
      ["b", "a"],
    ]);
  });

  it("are those whose matchers contradict each other or a parent's", () => {
    const tree = root({
      matchers: ['team=~"a|b"'],
      receiver: "a",
      routes: [
        { matchers: ['team="c"'], receiver: "b" },
        { matchers: ['team="a"', 'team!="a"'], receiver: "c" },
        { matchers: ['team="b"'], receiver: "d" },
      ],
    });
    expect(deadRoutes(tree).map(({ route }) => route.receiver)).toEqual(["b", "c"]);
  });

  it("never match an alert, whatever the tree", () => {
    let found = 0;
    const property = fc.property(
      fc.array(routeTree, { minLength: 2, maxLength: 6 }),
      fc.array(alertLabels, { minLength: 20, maxLength: 20 }),
      (routes, labelSets) => {
        const tree = root(...routes);
        const dead = deadRoutes(tree).map(({ route }) => route.path.join("."));
        found += dead.length;
        const matched = labelSets.flatMap((labels) =>
          matchRoutes(tree, labels).map(({ path }) => path.join(".")),
        );
        for (const path of matched) {
          expect(dead.some((each) => path === each || path.startsWith(`${each}.`))).toBe(false);
        }
      },
    );
    fc.assert(property, { numRuns: 300, seed: 7 });
    expect(found).toBeGreaterThan(100);
  });
});
