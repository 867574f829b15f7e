import { describe, expect, it } from "vitest";
import { files, kubernetes, type LogContractOptions } from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf } from "../support/definitions.ts";

type Selector = Readonly<Record<string, string>>;

const at = (name: string, selector: Selector, logs?: Partial<LogContractOptions>, namespace = "shop") =>
  serviceOf({
    name,
    runsOn: kubernetes({ metricsPort: name, namespace, selector }),
    ...(logs && { logs: { format: "json", ...logs } as LogContractOptions }),
  });
const said = (...services: readonly ReturnType<typeof at>[]) =>
  diagnose(servicesOf(...services)).map(({ code, message }) => [code, message]);
const app = { app: "x" };

describe("pods whose lines are read", () => {
  it("are one service's", () => {
    expect(said(at("a", app, {}), at("b", app, {}))).toEqual([
      ["shared-log-source", "b and a both read the lines of the pods with app=x"],
    ]);
    expect(said(at("wide", app, {}), at("narrow", { ...app, part: "y" }, {}))).toEqual([
      ["shared-log-source", "narrow and wide both read the lines of the pods with app=x"],
    ]);
    expect(said(at("a", { app: "a" }, { podLabels: app }), at("b", app, {}))).toHaveLength(1);
  });

  it.each([
    ["labels of the pods", at("b", app, { podLabels: { app: "y" } })],
    ["namespace", at("b", app, {}, "other")],
    ["source", at("b", app, { from: files({ paths: ["/var/log/b.log"] }) })],
    ["logs, of which one has none", at("b", app)],
  ])("may be alike for two that differ in their %s", (_, other) => {
    expect(said(at("a", app, {}), other)).toEqual([]);
  });
});
