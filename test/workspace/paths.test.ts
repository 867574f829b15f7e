import { expect, it } from "vitest";
import { counter } from "../../src/definitions/index.ts";
import { sourceOf } from "../../src/definitions/source.ts";
import { describePath, locatePath } from "../../src/workspace/paths.ts";
import { serviceOf } from "../support/definitions.ts";

it.each([
  [["slos", 0, "objective"], "services.a.slos.all.objective"],
  [["slos", 1], "services.a.slos[1]"],
  [["slos", 2, "x"], "services.a.slos[2].x"],
  [["slos", 9, "x"], "services.a.slos[9].x"],
  [["constructor", "name"], "services.a.constructor.name"],
  [[], "services.a"],
])("describes %j", (path, text) => {
  expect(describePath("services.a", { slos: [{ name: "all" }, {}, { name: "" }] }, path)).toBe(text);
});

it("locates the innermost definition that is known", () => {
  const requests = counter("requests_total");
  const service = serviceOf({ metrics: { requests } });
  expect(locatePath(service, ["metrics", "requests", "name"])).toEqual(sourceOf(requests));
  expect(locatePath(service, ["metrics", "other"])).toEqual(sourceOf(service));
  expect(locatePath({}, ["a", "b"])).toBeNull();
});
