import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLine, lineContract, lineSchema } from "../../../src/compile/logs/contract/index.ts";
import { logContract } from "../../support/services.ts";

const TIME = "2026-11-25T02:00:00.123Z";
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const contract = (options: Parameters<typeof logContract>[0]) => lineContract(logContract(options));

describe("a line", () => {
  it.each([
    ["json", {}, `{"time":"${TIME}","level":"info","msg":"paid"}`, []],
    [
      "json",
      {},
      `{"timestamp":1764000000000,"severity":"Warning","message":"paid","trace_id":"${TRACE}"}`,
      [],
    ],
    ["json", {}, `{"time":"${TIME}","level":"info"}`, ["missing:message"]],
    [
      "json",
      {},
      `{"time":"yesterday","level":"loud","msg":7}`,
      ["invalid:timestamp", "invalid:severity", "invalid:message"],
    ],
    ["json", {}, `{"time":"${TIME}","level":"info","msg":"x","trace_id":"abc"}`, ["invalid:trace_id"]],
    ["json", {}, "Error: it broke", ["format"]],
    ["json", {}, '{"time":"2026-', ["format"]],
    ["json", {}, "{}", ["missing:timestamp", "missing:severity", "missing:message"]],
    ["json", { required: [] }, "{}", []],
    ["json", { levels: ["INFO"] }, `{"time":"${TIME}","level":"debug","msg":"x"}`, ["invalid:severity"]],
    ["pino", {}, `{"level":30,"time":1764000000000,"pid":1,"msg":"paid"}`, []],
    ["pino", {}, `{"level":35,"time":1764000000000,"msg":"paid"}`, ["invalid:severity"]],
    ["pino", {}, `{"level":30,"time":12,"message":"paid"}`, ["invalid:timestamp", "missing:message"]],
    ["ecs", {}, `{"@timestamp":"${TIME}","log.level":"INFO","message":"paid"}`, []],
    [
      "ecs",
      {},
      `{"@timestamp":"${TIME}","log":{"level":"INFO"},"message":"paid","trace":{"id":"${TRACE}"}}`,
      [],
    ],
    ["ecs", {}, `{"@timestamp":"${TIME}","level":"INFO","message":"paid"}`, ["missing:severity"]],
    [
      "otel",
      {},
      `{"timestamp":"${TIME}","severity_text":"INFO","body":"paid","attributes":{"order_id":"7"}}`,
      [],
    ],
    ["logfmt", {}, `ts=${TIME} level=info msg="it is paid" order=7`, []],
    ["logfmt", {}, `ts=${TIME} level=info msg=it is paid`, ["format"]],
    ["logfmt", {}, `ts=${TIME} level=info msg="it is paid`, ["format"]],
    ["logfmt", {}, `ts=${TIME} msg=x`, ["missing:severity"]],
    ["syslog", {}, `<165>1 ${TIME} web-1 shop 7 ID47 [a@1 b="c]d\\"e"][f@1] paid`, []],
    ["syslog", {}, `<14>1 ${TIME} web-1 shop - - -`, []],
    ["syslog", {}, "<14>1 - web-1 shop - - - paid", ["missing:timestamp"]],
    ["syslog", { levels: ["ERROR"] }, "<11>Nov  5 06:30:00 switch-1 link[7]: down", []],
    ["syslog", { levels: ["ERROR"] }, "<14>Nov 25 06:30:00 switch-1 link: up", ["invalid:severity"]],
    ["syslog", {}, "<192>Nov 25 06:30:00 switch-1 link: up", ["format"]],
    ["syslog", {}, "link is up", ["format"]],
  ] as const)("of %s with %j, %s, breaks %j", (format, options, line, breaks) => {
    expect(checkLine(contract({ format, ...options }), line)).toEqual(breaks);
  });

  it("of a pattern is read by its groups", () => {
    const pattern = contract({
      format: { kind: "regex", pattern: "^(?P<timestamp>\\S+) \\[(?P<severity>\\w+)\\] (?P<message>.*)$" },
      fields: { code: { type: "number" } },
    });
    expect(checkLine(pattern, `${TIME} [warn] slow`)).toEqual([]);
    expect(checkLine(pattern, `${TIME} [slow] slow`)).toEqual(["invalid:severity"]);
    expect(checkLine(pattern, "no brackets")).toEqual(["format"]);
  });

  it("has the service's own fields", () => {
    const own = {
      fields: {
        amount: { type: "number", required: true },
        order_id: { type: "string", required: true },
        retried: { type: "boolean" },
      },
    } as const;
    const start = `{"time":"${TIME}","level":"info","msg":"x"`;
    const json = contract({ format: "json", ...own });
    expect(checkLine(json, `${start},"amount":1.5,"order_id":"7","retried":false}`)).toEqual([]);
    expect(checkLine(json, `${start},"amount":"1.5","retried":"no"}`)).toEqual([
      "invalid:amount",
      "missing:order_id",
      "invalid:retried",
    ]);
    const logfmt = contract({ format: "logfmt", ...own });
    expect(checkLine(logfmt, `ts=${TIME} level=info msg=x amount=1.5 order_id=7 retried=true`)).toEqual([]);
    expect(checkLine(logfmt, `ts=${TIME} level=info msg=x amount=much order_id=7 retried=no`)).toEqual([
      "invalid:amount",
      "invalid:retried",
    ]);
  });

  it("of any text has an answer", () => {
    const contracts = (["json", "logfmt", "pino"] as const).map((format) => contract({ format }));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (line) => {
        for (const each of contracts) {
          expect(Array.isArray(checkLine(each, line))).toBe(true);
        }
      }),
    );
  });
});

describe("contracts", () => {
  it("that agree are one", () => {
    expect(contract({ format: "json" }).id).toBe(contract({ format: "json", retention: "90d" }).id);
    expect(contract({ format: "json" }).id).not.toBe(contract({ format: "json", levels: ["INFO"] }).id);
  });
});

describe("the JSON Schema of a line", () => {
  const format = contract({ format: "json", fields: { amount: { type: "number", required: true } } });
  const validate = new Ajv2020({ strict: false }).compile(lineSchema(format, "checkout"));

  it.each([
    { time: TIME, level: "info", msg: "x", amount: 1 },
    { timestamp: 1_764_000_000_000, severity: "WARN", message: "x", amount: 1 },
    { time: TIME, level: "info", msg: "x" },
    { time: TIME, level: "info", msg: 7, amount: 1 },
    { time: TIME, level: "loud", msg: "x", amount: 1 },
    { level: "info", msg: "x", amount: "1" },
    { time: "soon", level: 30, msg: "x", amount: 1, trace_id: "abc" },
  ])("agrees with the check of %j", (line) => {
    expect(validate(line)).toBe(checkLine(format, JSON.stringify(line)).length === 0);
  });

  const values = fc.constantFrom<unknown>(
    TIME,
    "soon",
    1_764_000_000_000,
    1_764_000_000.5,
    -5,
    "info",
    "loud",
    30,
    "x",
    7,
    TRACE,
    "abc",
    null,
    true,
    "1",
  );
  it.each(["json", "otel", "ecs"] as const)("agrees with the check of any line of %s", (format) => {
    const lines = contract({ fields: { amount: { required: true, type: "number" } }, format });
    const schema = new Ajv2020({ strict: false }).compile(lineSchema(lines, "checkout"));
    const names = [...Object.values(lines.fields).flat(), format === "otel" ? "attributes.amount" : "amount"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 8 }), (line) => {
        expect(schema(line)).toBe(checkLine(lines, JSON.stringify(line)).length === 0);
      }),
      { numRuns: 500 },
    );
  });

  it("is as strict on lines that keep the contract", () => {
    const lines = contract({ fields: { order: { required: true, type: "string" } }, format: "otel" });
    const schema = new Ajv2020({ strict: false }).compile(lineSchema(lines, "checkout"));
    const line = {
      "attributes.order": "7",
      body: "x",
      severity_text: "INFO",
      timestamp: TIME,
      trace_id: null,
    };
    expect(schema(line)).toBe(true);
    expect(schema({ ...line, "attributes.order": 7 })).toBe(false);
    expect(schema({ ...line, timestamp: -5 })).toBe(false);
  });
});
