import { describe, expect, it } from "vitest";
import { logEvents } from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf } from "../support/definitions.ts";

const said = (bad: string) =>
  diagnose(
    servicesOf(
      serviceOf({
        logs: { format: "json" },
        slos: [logEvents({ objective: "99", total: "| json", bad })],
      }),
    ),
  ).map(({ code, message }) => [code, message]);

describe("pipelines of SLOs on logs", () => {
  it("are ones that Loki reads", () => {
    expect(said("| json | status >= 500")).toEqual([]);
    expect(said('|= "lost" | json | state=`lost`')).toEqual([]);
  });

  it("say where they are wrong", () => {
    expect(said("| json | status >= ")).toEqual([
      ["invalid-logql", "the expression ends too early (column 20): | json | status >= "],
    ]);
    expect(said('|~ "a(b"')).toEqual([
      ["invalid-logql", 'missing closing ) in the expression a(b (column 1): |~ "a(b"'],
    ]);
  });
});
