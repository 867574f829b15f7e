import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logicalId } from "../../../src/terraform/engine/logical-id.ts";

const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9.]{0,20}[a-z0-9])?$/);
const part = fc.oneof(
  name,
  fc.string({ minLength: 1, unit: "grapheme" }),
  fc.constantFrom("a_b", "_", "a.b", "1"),
);
const parts = fc.array(part, { maxLength: 3, minLength: 1 });

describe("a logical id", () => {
  test.each([
    [["checkout"], "checkout"],
    [["checkout", "spike"], "checkout_spike"],
    [["1password"], "_1password"],
    [["a.b"], "a_2e_b"],
    [["a_b"], "a_5f_b"],
  ])("of %j is %s", (given, id) => {
    expect(logicalId(...given)).toBe(id);
  });

  test("is one that Terraform takes", () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(logicalId(...given)).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
      }),
    );
  });

  test("differs when the parts do", () => {
    fc.assert(
      fc.property(parts, parts, (one, two) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(two));

        expect(logicalId(...one)).not.toBe(logicalId(...two));
      }),
      { numRuns: 2_000 },
    );
  });
});
