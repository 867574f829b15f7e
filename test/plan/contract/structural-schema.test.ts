import { describe, expect, it } from "vitest";
import { customResourceSchema } from "../../../src/plan/contract/custom-resources.ts";
import {
  LATER,
  type StructuralSchema,
  structuralOffences,
} from "../../../src/plan/contract/structural-schema.ts";
import { plainDynamic } from "../../../src/plan/provider/plain.ts";
import { UNKNOWN, type Value } from "../../../src/plan/provider/value.ts";

describe("the schemas of custom resources", () => {
  const rule = (parts: object) => ({
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { labels: { any: "thing" }, name: "rules", namespace: "monitoring" },
    spec: { groups: [{ name: "group", rules: [{ alert: "Down", expr: "up == 0", for: "5m", ...parts }] }] },
  });
  const offences = (parts: object) => {
    const schema = customResourceSchema("monitoring.coreos.com/v1", "PrometheusRule");
    if (schema === undefined) throw new Error("no schema");
    return structuralOffences(schema, rule(parts));
  };

  it("take what the operator takes", () => {
    expect(offences({})).toEqual([]);
    expect(offences({ expr: 1, labels: { severity: "critical" } })).toEqual([]);
    expect(offences({ annotations: null, expr: LATER, labels: LATER })).toEqual([]);
  });

  it("refuse an unknown field, a wrong type, a missing field and a wrong format, each with its place", () => {
    expect(offences({ fro: "5m" })).toEqual(["spec.groups[0].rules[0].fro: no such field"]);
    expect(offences({ labels: ["critical"] })).toEqual([
      "spec.groups[0].rules[0].labels: the type object is needed, not array",
    ]);
    expect(offences({ labels: { level: 5 } })).toEqual([
      "spec.groups[0].rules[0].labels.level: the type string is needed, not integer",
    ]);
    expect(offences({ expr: null })).toEqual(["spec.groups[0].rules[0].expr: it is needed"]);
    expect(offences({ expr: 0.5 })).toEqual([
      "spec.groups[0].rules[0].expr: an integer or a string is needed, not number",
    ]);
    expect(offences({ for: "five minutes" })[0]).toMatch(
      /^spec\.groups\[0\]\.rules\[0\]\.for: it does not match /,
    );
  });

  it.each([
    ["monitoring.coreos.com/v1", "PodMonitor"],
    ["monitoring.coreos.com/v1", "Probe"],
    ["monitoring.coreos.com/v1", "PrometheusRule"],
    ["monitoring.coreos.com/v1", "ServiceMonitor"],
    ["monitoring.coreos.com/v1alpha1", "ScrapeConfig"],
  ])("are known for %s %s", (apiVersion, kind) => {
    expect(customResourceSchema(apiVersion, kind)?.properties?.spec?.type).toBe("object");
  });

  it("are not known for other objects", () => {
    expect(customResourceSchema("v1", "Secret")).toBeUndefined();
    expect(customResourceSchema("monitoring.coreos.com/v2", "PrometheusRule")).toBeUndefined();
  });
});

it.each<[StructuralSchema, unknown, string | undefined]>([
  [{ enum: ["a", "b"], type: "string" }, "c", "it is none of a, b"],
  [{ minimum: 1, type: "integer" }, 0, "it is less than 1"],
  [{ maximum: 5, type: "number" }, 5.5, "it is more than 5"],
  [{ minLength: 2, type: "string" }, "a", "it is shorter than 2"],
  [{ minItems: 1, type: "array" }, [], "at least 1 entries are needed"],
  [{ type: "number" }, 5, undefined],
  [{ type: "integer" }, 5.5, "the type integer is needed, not number"],
  [{ type: "boolean" }, "true", "the type boolean is needed, not string"],
  [{ type: "object", "x-kubernetes-preserve-unknown-fields": true }, { any: 1 }, undefined],
  [{ additionalProperties: { type: "string" }, type: "object" }, { any: "1" }, undefined],
  [{ properties: {}, type: "object" }, { any: null }, undefined],
])("%j of %j", (schema, value, offence) => {
  expect(structuralOffences(schema, value, "here")).toEqual(
    offence === undefined ? [] : [`here: ${offence}`],
  );
});

describe("a value of any type", () => {
  const dynamic = (type: unknown, value: Value): Value => [Buffer.from(JSON.stringify(type)), value];

  it("is plain JSON, its numbers numbers", () => {
    const type = [
      "object",
      { list: ["tuple", ["number", "string"]], map: ["map", "number"], set: ["set", "bool"] },
    ];
    const value = { list: ["0.1", "0.1"], map: { a: 2n ** 40n }, set: [true] };
    expect(plainDynamic(dynamic(type, value))).toEqual({
      list: [0.1, "0.1"],
      map: { a: 2 ** 40 },
      set: [true],
    });
  });

  it("keeps what is open apart", () => {
    expect(plainDynamic(UNKNOWN)).toBe(LATER);
    expect(
      plainDynamic(dynamic(["object", { a: "string", b: "dynamic" }], { a: UNKNOWN, b: UNKNOWN })),
    ).toEqual({
      a: LATER,
      b: LATER,
    });
    expect(plainDynamic(null)).toBeNull();
    expect(plainDynamic(dynamic("string", null))).toBeNull();
  });
});
