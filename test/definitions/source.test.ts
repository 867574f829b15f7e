import { describe, expect, it } from "vitest";
import { counter, defineTeam, secretRef, slack } from "../../src/definitions/index.ts";
import { parseStackFrame, relocated, sourceOf } from "../../src/definitions/source.ts";
import { serviceOf } from "../support/definitions.ts";

const HERE = /test\/definitions\/source\.test\.ts$/;

/** The line that it is called in. */
function line(): number {
  return Number(/source\.test\.ts:(\d+)/.exec(new Error().stack?.split("\n")[2] ?? "")?.[1]);
}

describe("sources", () => {
  it("are where the user called the builder", () => {
    const [metric, expected] = [counter("a_total"), line()];
    expect(sourceOf(metric)).toMatchObject({ file: expect.stringMatching(HERE), line: expected });
  });

  it("are known for what holds nothing, and unknown for what no builder made", () => {
    expect(sourceOf(slack({} as never))).toMatchObject({ file: expect.stringMatching(HERE) });
    expect(sourceOf(defineTeam(undefined as never))).toMatchObject({ file: expect.stringMatching(HERE) });
    for (const value of [{}, [], null, undefined, "text", 1, secretRef({ name: "a", key: "b" })]) {
      expect(sourceOf(value)).toBeNull();
    }
  });

  it("stay with a copy that is said to be one", () => {
    const original = serviceOf();
    expect(sourceOf({ ...original })).toBeNull();
    expect(sourceOf(relocated({ ...original }, original))).toEqual(sourceOf(original));
    expect(sourceOf(relocated({}, {}))).toBeNull();
  });

  it("leave the depth of stack traces as it was", () => {
    const limit = Error.stackTraceLimit;
    counter("a_total");
    expect(Error.stackTraceLimit).toBe(limit);
  });

  it.each([
    ["    at /a/b.ts:3:7", "/a/b.ts", 3, 7],
    ["    at define (/a/b c/d.ts:10:1)", "/a/b c/d.ts", 10, 1],
    ["    at async load (file:///a/b.ts:1:2)", "/a/b.ts", 1, 2],
    ["    at file:///a/%C3%A4.ts?tsx-namespace=1:4:5", "/a/ä.ts", 4, 5],
    ["Error: a\n    at Object.<anonymous> (/a/b.ts:1:2)\n    at /c.ts:9:9", "/a/b.ts", 1, 2],
  ])("are read from %j", (stack, file, row, column) => {
    expect(parseStackFrame(stack)).toEqual({ file, line: row, column });
  });

  it.each(["", "Error", "    at <anonymous>", "    at native"])("are not read from %j", (stack) => {
    expect(parseStackFrame(stack)).toBeNull();
  });
});
