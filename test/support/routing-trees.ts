import fc from "fast-check";
import type { JsonObject } from "../../src/artifacts/index.ts";

/** Label names that random routes look at; `absent` is on no alert. */
const NAMES = ["team", "severity", "service", "slo", "absent"];
/** Values that collide often, and ones that parsers trip over. */
const VALUES = [
  "",
  "a",
  "b",
  "ab",
  "payments",
  "x y",
  'q"uote',
  "back\\slash",
  "line\nbreak",
  "é{{.}}$",
  "a,b",
];
const REGEXPS = [
  "a|b",
  "",
  ".*",
  ".+",
  "a?b?",
  "(?:a|pay.*)",
  "[ab]+",
  "x.y",
  "back\\\\.*",
  'q".*',
  "\\w+",
  "é.*",
];

/** Labels of an alert. */
export const alertLabels: fc.Arbitrary<Readonly<Record<string, string>>> = fc.dictionary(
  fc.constantFrom(...NAMES.filter((name) => name !== "absent"), "pod"),
  fc.constantFrom(...VALUES),
  { maxKeys: 5, noNullPrototype: true },
);

/** Puts a value in quotes, as matchers have it. */
export function quoted(value: string): string {
  return `"${value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`;
}

/** One matcher, in the configuration's own spelling. */
export const matcherText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.oneof(
      fc.tuple(fc.constantFrom("=", "!="), fc.constantFrom(...VALUES)),
      fc.tuple(fc.constantFrom("=~", "!~"), fc.constantFrom(...REGEXPS)),
    ),
  )
  .map(([name, [operator, value]]) => `${name}${operator}${quoted(value)}`);

/** A routing tree of up to `depth` levels; receivers are `r0`, `r1`, … */
function routesOfDepth(depth: number): fc.Arbitrary<JsonObject> {
  const options = {
    matchers: fc.array(matcherText, { maxLength: 2 }),
    receiver: fc.option(
      fc.nat(9).map((id) => `r${id}`),
      { nil: undefined },
    ),
    continue: fc.boolean(),
    group_by: fc.option(fc.oneof(fc.constant(["..."]), fc.uniqueArray(fc.constantFrom(...NAMES))), {
      nil: undefined,
    }),
    routes: depth === 1 ? fc.constant([]) : fc.array(routesOfDepth(depth - 1), { maxLength: 3 }),
  };
  return fc.record(options).map((route) => JSON.parse(JSON.stringify(route)) as JsonObject);
}

/** A routing tree of up to four levels. */
export const routeTree: fc.Arbitrary<JsonObject> = routesOfDepth(4);

/** Gives every receiver of a tree a name that says which tree it is of. */
export function withReceivers(tree: JsonObject, prefix: string): JsonObject {
  const routes = (tree.routes ?? []) as readonly JsonObject[];
  return {
    ...tree,
    ...(tree.receiver !== undefined && { receiver: `${prefix}${String(tree.receiver)}` }),
    routes: routes.map((route) => withReceivers(route, prefix)),
  };
}

/** One configuration that asks many trees at once: each is a child of the root that continues to the next. */
export function forest(trees: readonly JsonObject[]): JsonObject {
  const routes = trees.map((tree, index) => ({
    ...withReceivers(tree, `t${index}.`),
    continue: true,
    receiver: `t${index}.${String(tree.receiver ?? "r0")}`,
  }));
  const names = routes.flatMap((_, index) => Array.from({ length: 10 }, (__, id) => `t${index}.r${id}`));
  return { receivers: ["root", ...names].map((name) => ({ name })), route: { receiver: "root", routes } };
}
