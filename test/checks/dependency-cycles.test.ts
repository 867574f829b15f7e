import { describe, expect, it } from "vitest";
import { dependencyCycles } from "../../src/checks/dependency-cycles.ts";
import { draftOf, serviceOf, servicesOf, untyped } from "../support/definitions.ts";

// Services name each other as plain JavaScript may: TypeScript's constants cannot go in circles.
const check = (edges: Readonly<Record<string, readonly string[]>>) =>
  dependencyCycles(
    draftOf(
      servicesOf(
        ...Object.entries(edges).map(([name, dependsOn]) =>
          serviceOf({ name, dependsOn: untyped(dependsOn) }),
        ),
      ),
    ),
  );

describe("circles of dependencies", () => {
  it("are found with the way around", () => {
    expect(check({ a: ["b"], b: ["x", "c"], c: ["a"], x: [] })).toMatchObject([
      {
        code: "dependency-cycle",
        path: "services.c.dependsOn[0]",
        message: "a circle of dependencies: a → b → c → a",
      },
    ]);
  });

  it("may be of one service", () => {
    expect(check({ a: ["a"] })).toMatchObject([{ message: "a circle of dependencies: a → a" }]);
  });

  it("are each found once", () => {
    expect(check({ a: ["b"], b: ["a"], c: ["d", "a"], d: ["c"] })).toHaveLength(2);
  });

  it("are not what two ways to one service are", () => {
    expect(check({ a: ["b", "c"], b: ["d"], c: ["d"], d: [], e: ["unknown"] })).toEqual([]);
  });

  it("are looked for in long chains", () => {
    const name = (index: number) => `service-${index}`;
    const chain = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [name(index), index === 0 ? [] : [name(index - 1)]]),
    );
    expect(check(chain)).toEqual([]);
  });
});
