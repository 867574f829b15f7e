import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import { Literal } from "./literal.ts";

/** What every text has that holds a token of cdktf's, be it for a text, a list or a map. */
const TOKEN = "TfToken[";
/** Beyond this no number of ours lies; cdktf writes tokens for numbers as huge ones. */
const LARGEST_NUMBER = Number.MAX_SAFE_INTEGER;

/** Leaves literals as they are and resolves every other token as cdktf does. */
class LiteralKeepingResolver extends DefaultTokenResolver {
  override resolveToken(
    token: IResolvable,
    context: IResolveContext,
    postProcessor: IPostProcessor,
  ): unknown {
    return token instanceof Literal ? token : super.resolveToken(token, context, postProcessor);
  }
}

const resolver = new LiteralKeepingResolver(new StringConcat());

/**
 * Resolves the tokens of what an element becomes; literals and absent values aside, the result is what cdktf makes
 * of it. cdktf is asked only about what holds a token: its own walk takes most of the time of a synthesis.
 */
export function resolveTokens(stack: TerraformStack, value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return hasToken(value) ? byCdktf(stack, value) : value;
  }
  if (value instanceof Literal) {
    return value;
  }
  if (Tokenization.isResolvable(value)) {
    return byCdktf(stack, value);
  }
  if (Array.isArray(value)) {
    return value.some(hasToken)
      ? byCdktf(stack, value)
      : value.map((item) => resolveTokens(stack, item)).filter((item) => item !== undefined);
  }
  const entries = Object.entries(value);
  if (entries.some(([key]) => hasToken(key))) {
    return byCdktf(stack, value);
  }
  const resolved = entries.map(([key, item]) => [key, resolveTokens(stack, item)] as const);
  return Object.fromEntries(resolved.filter(([, item]) => item !== undefined));
}

function hasToken(value: unknown): boolean {
  return typeof value === "string"
    ? value.includes(TOKEN)
    : typeof value === "number" && Math.abs(value) > LARGEST_NUMBER;
}

function byCdktf(scope: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { preparing: false, resolver, scope });
}
