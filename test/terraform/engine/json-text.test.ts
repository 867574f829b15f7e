import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonical, type JsonValue } from "../../../src/artifacts/index.ts";
import { jsonText } from "../../../src/terraform/engine/json-text.ts";
import { document, literal } from "../../../src/terraform/engine/literal.ts";

describe("JSON text", () => {
  test("is that of JSON.stringify with its keys sorted", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // JavaScript puts keys that are numbers first, whatever the order that they were added in.
        fc.pre(!/"\d+":/.test(JSON.stringify(value)));
        const sorted = canonical(value as JsonValue);

        expect(jsonText(value)).toBe(JSON.stringify(sorted, null, 2));
      }),
    );
  });

  test("has literals where they stand, escaped and indented like the rest", () => {
    expect(
      jsonText({
        plain: "${var.region}",
        resource: {
          document: document({ "${a}": ["%{b}\n"] }),
          object: literal({ "${a}": ["b\n%{c}"], e: {} }),
        },
      }),
    ).toMatchInlineSnapshot(`
      "{
        "plain": "\${var.region}",
        "resource": {
          "document": "{\\"$\${a}\\":[\\"%%{b}\\\\n\\"]}",
          "object": {
            "$\${a}": [
              "b\\n%%{c}"
            ],
            "e": {}
          }
        }
      }"
    `);
  });
});
