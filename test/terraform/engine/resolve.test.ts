import { App, DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literal } from "../../../src/terraform/engine/literal.ts";
import { resolveTokens } from "../../../src/terraform/engine/resolve.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const expression = { creationStack: [], resolve: () => "${sentry_team.payments.slug}", toString: () => "" };

function stackAndTheirs() {
  const scope = new TerraformStack(new App({ outdir: temporaryFolder() }), "stack");
  const resolver = new DefaultTokenResolver(new StringConcat());
  const theirs = (value: unknown) => Tokenization.resolve(value, { preparing: false, resolver, scope });
  return { scope, theirs };
}

describe("resolving tokens", () => {
  test("gives what cdktf's walk gives, wherever a token is", () => {
    const { scope, theirs } = stackAndTheirs();
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
      fc.constantFrom(
        Token.asString(expression),
        `a ${Token.asString(expression)} b`,
        Token.asNumber(expression),
        expression,
      ),
    );
    const list = fc.constantFrom(Token.asList(expression), Token.asStringMap(expression));
    const tree = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        list,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constant(Token.asString(expression))), tie("value"), {
          maxKeys: 4,
          noNullPrototype: true,
        }),
      ),
    })).value;

    fc.assert(
      fc.property(tree, (value) => {
        expect(resolveTokens(scope, value)).toEqual(theirs(value));
      }),
    );
  });

  test("leaves literals alone, also beside tokens", () => {
    const { scope } = stackAndTheirs();
    const text = literal("${not.ours}");
    const value = { list: [Token.asString(expression), text], text };

    expect(resolveTokens(scope, value)).toEqual({ list: ["${sentry_team.payments.slug}", text], text });
  });
});
