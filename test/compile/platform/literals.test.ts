import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { helmLiteral } from "../../../src/compile/platform/helm-literal.ts";
import { releaseName, stackName } from "../../../src/compile/platform/names.ts";
import { usableSize } from "../../../src/compile/platform/volumes.ts";
import { environmentOf } from "../../support/services.ts";

describe("helmLiteral", () => {
  it("leaves no action but those that print braces", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("{", "}", "{{", "}}", "`", "a", " ")), (parts) => {
        const text = parts.join("");
        const written = helmLiteral(text);
        // What Go's templates make of it: an action of one raw string is that string.
        expect(written.replaceAll("{{ `{{` }}", "\u0000").includes("{{")).toBe(false);
        expect(written.replaceAll("{{ `{{` }}", "{{")).toBe(text);
      }),
    );
  });

  it("reaches keys and lists", () => {
    expect(helmLiteral({ "a{{": ["{{ x }}", 1, true, null] })).toEqual({
      "a{{ `{{` }}": ["{{ `{{` }} x }}", 1, true, null],
    });
  });
});

describe("names", () => {
  const platform = (name: string) => ({ ...environmentOf([]).platform, name });

  it("fit where they go, and stay apart", () => {
    const long = "a".repeat(50);
    expect(releaseName(platform("shop"), "loki")).toBe("shop-loki");
    expect(releaseName(platform(long), "monitoring").length).toBeLessThanOrEqual(53);
    expect(releaseName(platform(long), "monitoring")).not.toBe(releaseName(platform(long), "collector"));
    expect(stackName(platform("shop"))).toBe("shop");
    expect(stackName(platform(long)).length).toBeLessThanOrEqual(26);
    expect(stackName(platform(long))).not.toBe(stackName(platform(`${long.slice(1)}b`)));
  });
});

describe("usableSize", () => {
  it.each([
    ["100Gi", "87040MB"],
    ["1Ti", "891289MB"],
    ["1.5Gi", "1305MB"],
    ["100G", "81062MB"],
  ])("of %s is %s", (size, usable) => {
    expect(usableSize(size)).toBe(usable);
  });
});
