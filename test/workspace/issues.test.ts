import { expect, it } from "vitest";
import { z } from "zod";
import { parseDefinition } from "../../src/workspace/issues.ts";
import type { RawDefinition } from "../../src/workspace/raw-definition.ts";

it("says what is wrong once, and then what is expected", () => {
  const schema = z.object({
    days: z.array(z.string()).min(1, "expected at least one day"),
    kind: z.enum(["a", "b"]),
    nested: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("one"), token: z.string().optional() }),
      z.strictObject({ kind: z.literal("two"), channel: z.string().optional() }),
    ]),
    port: z.int(),
    region: z.string().min(1),
    replicas: z.number().max(9),
    share: z.number().positive(),
    size: z.string().regex(/Gi$/, 'expected a size such as "50Gi"'),
    word: z.string().max(3),
  });
  const raw = {
    days: [],
    kind: "c",
    nested: { kind: "two", token: "x" },
    port: 1.5,
    region: "",
    replicas: 10,
    share: 0,
    size: "5",
    word: "long",
  };
  const { diagnostics } = parseDefinition(schema, raw as unknown as RawDefinition, "thing");
  expect(diagnostics.map(({ message, hint, path }) => `${path}: ${message}. ${hint}`)).toMatchInlineSnapshot(`
    [
      "thing.days: empty. Expected at least one day.",
      "thing.kind: invalid option: "c". Expected "a" or "b".",
      "thing.nested.token: unknown key "token". Known: "channel".",
      "thing.port: expected int, received number: 1.5. Expected a whole number.",
      "thing.region: empty: "". Expected at least 1 character.",
      "thing.replicas: too big: 10. Expected a number of at most 9.",
      "thing.share: too small: 0. Expected a number above 0.",
      "thing.size: not valid: "5". Expected a size such as "50Gi".",
      "thing.word: too long: "long". Expected at most 3 characters.",
    ]
  `);
});
