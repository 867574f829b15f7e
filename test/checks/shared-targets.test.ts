import { describe, expect, it } from "vitest";
import { sharedTargets } from "../../src/checks/shared-targets.ts";
import { kubernetes, type Service } from "../../src/definitions/index.ts";
import { draftOf, serviceOf, servicesOf } from "../support/definitions.ts";

type RunsOn = Parameters<typeof kubernetes>[0];

const at = (name: string, selector: RunsOn["selector"], options: Partial<RunsOn> = {}) =>
  serviceOf({ name, runsOn: kubernetes({ namespace: "shop", metricsPort: "http", selector, ...options }) });

const check = (...services: readonly Service[]) =>
  sharedTargets(draftOf(servicesOf(...services))).map(({ path, message }) => [path, message]);

describe("shared targets", () => {
  it("finds equal selectors, once, whatever the order of their labels", () => {
    expect(check(at("a", { app: "x", part: "y" }), at("b", { part: "y", app: "x" }))).toEqual([
      ["services.b.runsOn.selector", 'the service "a" has the same selector, port and path'],
    ]);
  });

  it("finds a selector that takes in the other's targets", () => {
    expect(check(at("wide", { app: "x" }), at("narrow", { app: "x", part: "y" }))).toEqual([
      ["services.narrow.runsOn.selector", 'the selector of the service "wide" finds these targets as well'],
    ]);
  });

  it.each<[string, RunsOn["selector"], Partial<RunsOn>]>([
    ["selector", { app: "y" }, {}],
    ["namespace", { app: "x" }, { namespace: "other" }],
    ["port", { app: "x" }, { metricsPort: "admin" }],
    ["path", { app: "x" }, { metricsPath: "/stats" }],
  ])("takes two that differ in their %s", (_, selector, options) => {
    expect(check(at("a", { app: "x" }), at("b", selector, options))).toEqual([]);
  });

  it("takes the default path for what it is", () => {
    expect(check(at("a", { app: "x" }), at("b", { app: "x" }, { metricsPath: "/metrics" }))).toHaveLength(1);
  });

  it("looks into each environment", () => {
    const namespace = { production: "shop" };
    expect(check(at("a", { app: "x" }, { namespace }), at("b", { app: "x" }))).toHaveLength(1);
  });

  it("compares many labels as a whole", () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`label-${index}`, "x"]));
    expect(check(at("a", many), at("b", many))).toHaveLength(1);
  });
});
