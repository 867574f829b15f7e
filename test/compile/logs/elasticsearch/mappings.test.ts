import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../src/artifacts/index.ts";
import { lineMappings, ownMappings } from "../../../../src/compile/logs/elasticsearch/mappings.ts";
import { dataStream } from "../../../../src/compile/logs/elasticsearch/names.ts";

const field = (name: string, type: "boolean" | "number" | "string" = "string") => ({
  name,
  required: false,
  searchable: true,
  type,
});

/** Names of leaves with their paths, as `subobjects` and dots make them. */
function leaves(properties: JsonObject, path = ""): readonly (readonly [string, JsonObject])[] {
  return Object.entries(properties as Readonly<Record<string, JsonObject>>).flatMap(([name, value]) =>
    "properties" in value
      ? leaves(value.properties as JsonObject, `${path}${name}.`)
      : [[`${path}${name}`, value] as const],
  );
}

describe("mappings of a service's own fields", () => {
  it("are by type, and each is found by its own name too", () => {
    const found = leaves(
      ownMappings([field("amount", "number"), field("vip", "boolean"), field("a.b")])
        .properties as JsonObject,
    );
    expect(Object.fromEntries(found)).toEqual({
      "a.b": { path: "attributes.a.b", type: "alias" },
      amount: { path: "attributes.amount", type: "alias" },
      "attributes.a.b": { ignore_above: 1024, type: "keyword" },
      "attributes.amount": { type: "double" },
      "attributes.vip": { type: "boolean" },
      vip: { path: "attributes.vip", type: "alias" },
    });
  });

  it("never meet a name that every line has, or each other, whatever they are called", () => {
    const common = leaves(lineMappings("production").properties as JsonObject).map(([name]) => name);
    const part = fc.constantFrom(
      "a",
      "b",
      "service",
      "message",
      "log",
      "name",
      "trace",
      "attributes",
      "body",
    );
    const name = fc.array(part, { maxLength: 3, minLength: 1 }).map((parts) => parts.join("."));
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 8 }), (names) => {
        const own = leaves(ownMappings(names.map((item) => field(item))).properties as JsonObject);
        const roots = own.map(([item]) => item).filter((item) => !item.startsWith("attributes."));
        const all = [...common, ...roots];
        // A leaf below a leaf would have no place, but for attributes, where dots mean nothing.
        const meets = (a: string, b: string) => a === b || b.startsWith(`${a}.`);
        for (const root of roots) {
          expect(all.filter((other) => other !== root && (meets(root, other) || meets(other, root)))).toEqual(
            [],
          );
        }
        expect(own.filter(([item]) => item.startsWith("attributes."))).toHaveLength(names.length);
      }),
    );
  });
});

describe("names of data streams", () => {
  it("are what Elasticsearch takes, and differ for different services", () => {
    const name = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$/);
    fc.assert(
      fc.property(name, name, name, (environment, a, b) => {
        const stream = dataStream(environment, a);
        expect(stream).toMatch(/^logs-[a-z0-9_]+\.otel-[a-z0-9_]+$/);
        expect(dataStream(environment, b) === stream).toBe(a === b);
      }),
    );
  });
});
