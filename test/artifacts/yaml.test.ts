import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { JsonValue } from "../../src/artifacts/index.ts";
import { toYaml } from "../../src/artifacts/yaml.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "",
    " ",
    "true",
    "No",
    "y",
    "~",
    "null",
    "1e3",
    "0o7",
    "12:30:45",
    "2026-01-01",
    "- a",
    "# a",
    "a: b",
    "{{ $labels.route }}",
    "&a *b !c",
    "a\nb\n",
    "\ttab",
    "\u007f\u0085\u00a0",
    "\u2028\u2029",
    "\ufeff\ufffe\uffff",
    "__proto__",
    "<<",
    '"\\',
    "…🦉",
  ),
);
// A key that is `__proto__` is another property to some readers; no label or option is called so.
const key = text.filter((name) => name !== "__proto__");
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(1e21));
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

describe("toYaml", () => {
  it("writes rules as people read them", () => {
    expect(
      toYaml({
        groups: [
          {
            name: "checkout",
            rules: [
              { expr: 'sum(rate(a{b=~"5.."}[5m]))', labels: { service: "checkout" }, record: "a:b" },
              { alert: "Down", annotations: {}, expr: "up == 0", for: "5m", labels: { on: "1", "a/b": "x" } },
            ],
          },
          { limits: [1, 2.5, true, null, [], [["deep"]]], name: "other" },
        ],
      }),
    ).toMatchInlineSnapshot(`
      "groups:
        - name: "checkout"
          rules:
            - expr: "sum(rate(a{b=~\\"5..\\"}[5m]))"
              labels:
                service: "checkout"
              record: "a:b"
            - alert: "Down"
              annotations: {}
              expr: "up == 0"
              for: "5m"
              labels:
                "on": "1"
                "a/b": "x"
        - limits:
            - 1
            - 2.5
            - true
            - null
            - []
            - - - "deep"
          name: "other"
      "
    `);
  });

  it.each<JsonValue>([{}, [], "", null, 1, "text"])("writes %j alone", (alone) => {
    expect(parse(toYaml(alone))).toEqual(alone);
    expect(load(toYaml(alone))).toEqual(alone);
  });

  it("is read back as it was, by either reader", () => {
    fc.assert(
      fc.property(value, (original) => {
        const written = toYaml(original);
        const expected = wellFormed(original);
        expect(parse(written, { version: "1.2" })).toEqual(expected);
        expect(parse(written, { version: "1.1" })).toEqual(expected);
        expect(load(written)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("writes nothing that is not printable", () => {
    fc.assert(
      fc.property(value, (original) => {
        // What YAML 1.2 calls c-printable, without the line breaks of YAML 1.1 and the byte order mark.
        expect(toYaml(original)).toMatch(
          /^[\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u,
        );
      }),
    );
  });

  it("writes half a surrogate pair as U+FFFD", () => {
    expect(toYaml("a\ud800b")).toBe('"a\ufffdb"\n');
  });
});

function wellFormed(value: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(value), (_key, item) =>
    typeof item === "string" ? item.toWellFormed() : item,
  );
}
