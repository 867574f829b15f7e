import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, canonicalOffence } from "../../src/artifacts/index.ts";

// "__proto__" is no key of an artifact: as a key of a literal it would set the prototype.
const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes("__proto__"));

describe("canonical", () => {
  it("gives the same bytes for the same values, whatever their order", () => {
    expect(JSON.stringify(canonical({ b: [{ d: 1, c: 2 }], a: { f: null, e: "x" } }))).toBe(
      '{"a":{"e":"x","f":null},"b":[{"c":2,"d":1}]}',
    );
  });

  it("leaves absent keys out and changes nothing else", () => {
    expect(canonical({ a: undefined, b: 1 })).toEqual({ b: 1 });
    fc.assert(
      fc.property(json, (value) => {
        const copy = canonical(value);
        expect(copy).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalOffence(copy)).toBeUndefined();
        expect(canonical(copy)).toEqual(copy);
      }),
    );
  });

  it.each([
    [new Date(0)],
    [new Map()],
    [() => 1],
    [Symbol("a")],
    [1n],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [[undefined]],
    [new (class A {})()],
  ])("refuses what is no plain data: %s", (value) => {
    expect(() => canonical({ deep: [{ value }] })).toThrow(
      /^artifacts hold plain data only; \$\.deep\[0\]\.value/,
    );
  });
});

describe("canonicalOffence", () => {
  it.each<[unknown, string]>([
    [{ b: 1, a: 1 }, "$"],
    [{ a: [{ z: 1, y: 1 }] }, "$.a[0]"],
    [{ a: undefined }, "$.a"],
    [{ a: [1, Number.NaN] }, "$.a[1]"],
    [{ a: new Date(0) }, "$.a"],
    [() => 1, "$"],
  ])("finds the first in %j", (value, path) => {
    expect(canonicalOffence(value)).toBe(path);
  });

  it.each([[null], [[]], [{}], [{ a: 1, b: { c: [true, "x"] } }], [Object.create(null)]])(
    "finds none in %j",
    (value) => {
      expect(canonicalOffence(value)).toBeUndefined();
    },
  );
});
