import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileWorkspace } from "../../src/compile/index.ts";
import { samplePanels } from "../../src/preview/index.ts";
import { environmentOf, service } from "../support/services.ts";

const dashboards = [
  {
    name: "two",
    inputs: {},
    content: {
      title: "Two queries",
      panels: [
        {
          id: 1,
          type: "stat",
          title: "Both",
          targets: [
            { refId: "A", expr: "slow", legendFormat: "first" },
            { refId: "B", expr: "fast", legendFormat: "second" },
          ],
        },
        { id: 2, type: "stat", title: "A number", targets: [{ refId: "A", expr: "scalar(x)" }] },
        { id: 3, type: "stat", title: "Refused", targets: [{ refId: "A", expr: "refused" }] },
      ],
    },
  },
];
const artifacts = compileWorkspace({ environments: [environmentOf([service({ dashboards })])] });

let server: Server;
let prometheus: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const query = new URLSearchParams(body).get("query") ?? "";
    if (query === "slow") await setTimeout(100);
    const data = query.startsWith("scalar")
      ? { resultType: "scalar", result: [1, "7"] }
      : { resultType: "vector", result: [{ metric: { of: query }, value: [1, "2"] }] };
    response.end(
      JSON.stringify(
        query === "refused" ? { status: "error", error: "too much" } : { status: "success", data },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  prometheus = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("what a Prometheus answers", () => {
  it("is in the order of the queries, whichever is answered first, and a number is a line too", async () => {
    const { samples, failures } = await samplePanels(artifacts, { prometheus, at: 1 });
    const [uid = ""] = [...samples.keys()].filter((name) => name.includes("file-two"));
    const panels = samples.get(uid) ?? {};
    expect(panels["1"]?.map(({ legend, values }) => [legend, values])).toEqual([
      ["first", [2]],
      ["second", [2]],
    ]);
    expect(panels["2"]).toEqual([{ labels: {}, legend: "value", refId: "A", times: [1], values: [7] }]);
    expect(failures).toEqual([{ expr: "refused", reason: "too much" }]);
  });
});
