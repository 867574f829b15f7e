import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { crowsnest, workspace } from "./support.ts";

const CONFIG = `
import valid from "./valid.ts";
import { defineService, defineWorkspace, filesystem, kubernetes, loki } from "crowsnest";
export default defineWorkspace({
  ...valid,
  platform: { ...valid.platform, logs: loki({ storage: filesystem({ size: "5Gi" }) }) },
  services: [defineService({
    name: "catalog",
    team: valid.teams[0]!,
    runsOn: kubernetes({ namespace: "shop", selector: { app: "catalog" }, metricsPort: "http" }),
    logs: { format: "pino", fields: { order: { type: "string", required: true } } },
  })],
});
`;

const LINES = [
  '{"level":30,"time":1764000000000,"msg":"paid","order":"7"}',
  '{"level":30,"time":1764000000000,"msg":"paid"}',
  "Error: it broke\u001b[31m",
  "    at pay (/app/pay.js:1:1)",
  '{"level":35,"time":1764000000000,"msg":"password=hunter2","order":"7"}',
  "",
];

describe("crowsnest logs check", () => {
  it("tells which lines break the contract, and how, and prints none of them", async () => {
    const { code, stdout, stderr } = await check(LINES);
    expect(stdout).toMatchInlineSnapshot(`
      "app.log:2  missing:order
      app.log:3  format
      app.log:5  invalid:severity

      3 of 4 lines break the contract of catalog:
        format: 1
        invalid:severity: 1
        missing:order: 1
      1 line holds what the collector takes out.
      "
    `);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  it("prints the same as JSON", async () => {
    const { code, stdout } = await check(LINES, ["--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      breaks: { format: 1, "invalid:severity": 1, "missing:order": 1 },
      broken: 3,
      lines: 4,
      secrets: 1,
    });
    expect(code).toBe(1);
  });

  it("exits with 0 when all lines keep it", async () => {
    expect(await check(LINES.slice(0, 1))).toEqual({
      code: 0,
      stdout: "1 line keeps the contract of catalog.\n",
      stderr: "",
    });
  });

  it("says what it cannot find", async () => {
    const folder = folderOf([]);
    const unknown = await crowsnest(folder, ["logs", "check", "app.log", "--service", "catalogue"]);
    expect(unknown).toMatchObject({ code: 1, stdout: "" });
    expect(unknown.stderr).toContain('Did you mean "catalog"?');
    const missing = await crowsnest(folder, ["logs", "check", "nothing.log", "--service", "catalog"]);
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toContain("Cannot read nothing.log");
  });
});

describe("lines that only some readers take", () => {
  it("are judged as the collector does: too deep, too long, too large a number, and a bare carriage return", async () => {
    const deep = `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    const long = `{"level":30,"time":1764000000000,"order":"7","msg":"${"x".repeat(2_000_000)}"}`;
    const huge = '{"level":30,"time":1764000000000,"order":"7","msg":"x","amount":1e400}';
    const fine = '{"level":30,"time":1764000000000,"order":"7","msg":"a\\rb"}';
    const { code, stdout } = await check([deep, long, huge, `${fine}\r`, `${fine}\r${fine}`], ["--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ breaks: { format: 4 }, broken: 4, lines: 5, refusal: null });
  });

  it("are refused as JSON too when there are none", async () => {
    const { code, stdout, stderr } = await crowsnest(folderOf([]), [
      "logs",
      "check",
      "nothing.log",
      "--service",
      "catalog",
      "--json",
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({ refusal: expect.stringContaining("Cannot read nothing.log") });
  });
});

describe("crowsnest logs schema", () => {
  it("prints a JSON Schema that lines can be held against", async () => {
    const { code, stdout } = await crowsnest(folderOf([]), ["logs", "schema", "--service", "catalog"]);
    expect(code).toBe(0);
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(stdout));
    expect(LINES.slice(0, 2).map((line) => validate(JSON.parse(line)))).toEqual([true, false]);
  });
});

function folderOf(lines: readonly string[]): string {
  const folder = workspace("valid");
  const config = join(folder, "crowsnest.config.ts");
  renameSync(config, join(folder, "valid.ts"));
  writeFileSync(config, CONFIG);
  writeFileSync(join(folder, "app.log"), lines.join("\n"));
  return folder;
}

function check(lines: readonly string[], options: readonly string[] = []) {
  return crowsnest(folderOf(lines), ["logs", "check", "app.log", "--service", "catalog", ...options]);
}
