import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import {
  type Matcher,
  negate,
  number,
  type PromqlExpr,
  parsePromql,
  printPromql,
  promqlFunctions,
  typeProblems,
  type VectorMatching,
} from "../../../src/query/promql/index.ts";
import { run, tool } from "../../support/tools.ts";
import { invalidExpressions, validExpressions } from "./expressions.ts";

function parsed(text: string): PromqlExpr {
  const { expr, problems } = parsePromql(text);
  if (expr === undefined) {
    throw new Error(`${text}: ${problems.map(({ message }) => message).join("; ")}`);
  }
  return expr;
}

/** What is wrong with an expression, by syntax or by type. */
function problemsOf(text: string): readonly string[] {
  const { expr, problems } = parsePromql(text);
  const types = expr === undefined ? [] : typeProblems(expr);
  return [...problems, ...types].map(({ message }) => message);
}

describe("parsePromql", () => {
  it("reads what is printed, on random trees", () => {
    fc.assert(
      fc.property(exprs, (expr) => {
        expect(parsed(printPromql(expr))).toEqual(expr);
      }),
      { numRuns: 500, seed: 20261125 },
    );
  });

  it.each(validExpressions)("reads %s, and prints it the same ever after", (text) => {
    const printed = printPromql(parsed(text));
    expect(printPromql(parsed(printed))).toBe(printed);
    expect(problemsOf(text)).toEqual([]);
  });

  it.each(invalidExpressions)("says what is wrong with %j", (text) => {
    expect(problemsOf(text)).not.toEqual([]);
  });

  it("points at the place", () => {
    expect(parsePromql('sum(rate(x{a="b"}[5m))').problems).toEqual([
      { message: 'unexpected ")"', from: 20, to: 21 },
    ]);
    expect(parsePromql("1 + sumrate(x[5m])").problems).toEqual([
      { message: 'there is no function "sumrate"', from: 4, to: 11 },
    ]);
    const text = 'a / sum by (b) (rate(c{d="e"}[5m]))';
    const { expr, spanOf } = parsePromql(text);
    const right = expr?.kind === "binary" && expr.right.kind === "aggregation" ? expr.right : undefined;
    const rate = right?.expr.kind === "call" ? right.expr : undefined;
    const selector = rate?.args[0]?.kind === "selector" ? rate.args[0] : undefined;
    const pieces = [right, rate, selector, selector?.matchers[0]].map((node) => {
      const span = node && spanOf(node);
      return span && text.slice(span.from, span.to);
    });
    expect(pieces).toEqual([
      'sum by (b) (rate(c{d="e"}[5m]))',
      'rate(c{d="e"}[5m])',
      'c{d="e"}[5m]',
      'd="e"',
    ]);
  });

  it("never throws", () => {
    const pieces = fc.constantFrom(..."(){}[],:=~!<>+-*/^@#\"'`\\ax5m ", "sum", "rate", "by", "on", "offset");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const { expr, problems } = parsePromql(parts.join(""));
        expect(expr === undefined).toBe(problems.length > 0);
        expect(expr === undefined || typeProblems(expr).length >= 0).toBe(true);
      }),
      { numRuns: 1_000, seed: 20261125 },
    );
  });
});

describe("beside Prometheus", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "crowsnest-promql-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** The expressions that `promtool check rules` refuses. */
  async function refused(expressions: readonly string[]): Promise<ReadonlySet<string>> {
    const file = join(folder, "rules.yaml");
    const rules = expressions.map((expr, index) => ({ record: `r${index}:x`, expr }));
    await writeFile(file, stringify({ groups: [{ name: "g", rules }] }));
    const { path } = await tool("promtool");
    const { stdout, stderr } = await run(path, ["check", "rules", "--lint=none", file]);
    const failed = [...`${stdout}${stderr}`.matchAll(/rule \d+, "r(\d+):x"/g)].map(([, index]) => index);
    return new Set(failed.map((index) => expressions[Number(index)] ?? ""));
  }

  it("takes the same expressions, as written and as printed", async () => {
    const printed = validExpressions.map((text) => printPromql(parsed(text)));
    expect([...(await refused([...validExpressions, ...printed]))]).toEqual([]);
  });

  it("refuses the same expressions", async () => {
    const answered = await refused(invalidExpressions);
    expect(invalidExpressions.filter((text) => !answered.has(text))).toEqual([]);
  });

  it("takes every tree that we call right, and gives each the same meaning", async () => {
    const trees = fc
      .sample(exprs, { numRuns: 400, seed: 20261125 })
      .filter((expr) => typeProblems(expr).length === 0)
      .map(printPromql);
    expect(trees.length).toBeGreaterThan(50);
    expect([...(await refused(trees))]).toEqual([]);
  });

  it("understands operators as Prometheus does", async () => {
    const { path } = await tool("promtool");
    const format = async (text: string) => {
      const { stdout, code, stderr } = await run(path, ["promql", "format", "--experimental", "--", text]);
      expect([code, stderr]).toEqual([0, ""]);
      return stdout;
    };
    const tricky = [
      "a ^ b ^ c",
      "(a ^ b) ^ c",
      "-a ^ b",
      "a - (b - c)",
      "a - b - c",
      "a or b and c unless d",
    ];
    expect(tricky.length).toBeGreaterThan(0);
    for (const text of tricky) {
      expect(await format(printPromql(parsed(text)))).toBe(await format(text));
    }
  });
});

const identifier = fc.constantFrom("a", "job", "http_requests_total", "job:x:rate5m", "sum", "on", "offset");
const label = fc.constantFrom("job", "le", "by", "on", "bool", "service.name", 'quo"te');
const labels = fc.uniqueArray(label, { maxLength: 2 });
const duration = fc.constantFrom("5m", "1h30m", "500ms", "1d");
const moment = fc.record(
  {
    offset: fc.constantFrom("5m", "-1h"),
    at: fc.constantFrom("start()", "end()", "12.5"),
  },
  { requiredKeys: [] },
);
const matcher: fc.Arbitrary<Matcher> = fc.record({
  label,
  operator: fc.constantFrom("=", "!=", "=~", "!~"),
  value: fc.oneof(
    fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
    fc.constant('"} or up{'),
  ),
});
// The printer sorts matchers, so sorted ones are what comes back.
const matchers = fc
  .uniqueArray(matcher, { maxLength: 2, selector: (one) => one.label })
  .map((list) => [...list].sort((a, b) => (printKey(a) < printKey(b) ? -1 : 1)));
function printKey(one: Matcher): string {
  return printPromql({ kind: "selector", metric: "", matchers: [one] });
}
const matching: fc.Arbitrary<VectorMatching> = fc
  .tuple(fc.boolean(), labels, fc.constantFrom("none", "left", "right"), labels)
  .map(([on, names, side, taken]) => ({
    ...(on ? { on: names } : { ignoring: names }),
    ...(side === "left" && { groupLeft: taken }),
    ...(side === "right" && { groupRight: taken }),
  }));
const arithmetic = fc.constantFrom("+", "-", "*", "/", "%", "^", "atan2", "and", "or", "unless");
const comparison = fc.constantFrom("==", "!=", ">", "<", ">=", "<=");

const { exprs } = fc.letrec<{ exprs: PromqlExpr; instant: PromqlExpr; range: PromqlExpr }>((tie) => ({
  exprs: tie("instant"),
  range: fc.oneof(
    fc
      .tuple(identifier, matchers, duration, moment)
      .map(([metric, list, range, when]) => ({ kind: "selector", metric, matchers: list, range, ...when })),
    fc
      .tuple(tie("instant"), duration, fc.option(duration, { nil: undefined }), moment)
      .map(([expr, range, step, when]) => ({
        kind: "subquery",
        expr,
        range,
        ...(step !== undefined && { step }),
        ...when,
      })),
  ) as fc.Arbitrary<PromqlExpr>,
  instant: fc.oneof(
    { maxDepth: 4, depthIdentifier: "promql" },
    fc
      .tuple(identifier, matchers, moment)
      .map(([metric, list, when]) => ({ kind: "selector", metric, matchers: list, ...when })),
    fc.constantFrom("0", "1.5", "-2", "1e-3", "Inf", "5m").map((text) => number(text)),
    fc
      .tuple(fc.constantFrom("rate", "max_over_time"), tie("range"))
      .map(([name, arg]) => ({ kind: "call", name, args: [arg] })),
    fc.tuple(fc.constantFrom("abs", "absent"), tie("instant")).map(([name, arg]) => ({
      kind: "call",
      name,
      args: [arg],
    })),
    fc.tuple(labels, fc.constantFrom("by", "without"), tie("instant")).map(([names, grouping, expr]) => ({
      kind: "aggregation",
      operator: "sum",
      expr,
      [grouping]: names,
    })),
    fc.tuple(tie("instant"), fc.nat(9)).map(([expr, count]) => ({
      kind: "aggregation",
      operator: "topk",
      expr,
      parameter: number(count),
    })),
    fc
      .tuple(tie("instant"), arithmetic, tie("instant"), fc.option(matching, { nil: undefined }))
      .map(([left, operator, right, match]) => ({
        kind: "binary",
        operator,
        left,
        right,
        ...(match !== undefined && { matching: match }),
      })),
    fc
      .tuple(tie("instant"), comparison, tie("instant"), fc.boolean())
      .map(([left, operator, right, bool]) => ({
        kind: "binary",
        operator,
        left,
        right,
        ...(bool && { bool }),
      })),
    fc
      .tuple(fc.constantFrom("+", "-"), tie("instant"))
      .filter(([, expr]) => expr.kind !== "number")
      .map(([operator, expr]) => (operator === "-" ? negate(expr) : { kind: "unary", operator, expr })),
  ) as fc.Arbitrary<PromqlExpr>,
}));

it("knows the functions that the grammar knows", () => {
  const unread = [...promqlFunctions.values()].filter(({ name, args }) => {
    const words = { instant: "x", range: "x[5m]", scalar: "1", string: '"t"' };
    const list = args.map((type) => words[type]).join(", ");
    return problemsOf(`${name}(${list})`).length > 0;
  });
  expect(promqlFunctions.size).toBe(88);
  expect(unread.map(({ name }) => name)).toEqual([]);
});
