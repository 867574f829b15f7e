import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnostic } from "../../src/diagnostics/index.ts";
import { atKeys } from "../../src/workspace/index.ts";
import { temporaryFolder } from "../support/temporary.ts";

const TEXT = `import { defineService } from "crowsnest";
// name: "not this one" {
const path = /[{"/]/;

export const checkout = defineService({
  /* name: "nor this" */
  name: "check{out", // runsOn:
  "displayName": 'it\\'s }',
  description: \`\${{ name: "inner" }.name} { tier\`,
  ratio: 4 / 2,
  ...shared,
  ["computed"]: { tier: 1 },
  runsOn: kubernetes({ namespace: "shop", selector: { app: "x", "team/name": "y" }, metricsPort: "1" }),
  metrics: {
    requests: counter("http_requests_total", { labels: ["co{de"] }),
    plain: counter("plain_total"),
  },
  slos: ({ requests }) => [
    availability({ objective: "100", total: requests, bad: { status: /5.[.}]/ } }),
  ],
  shorthand,
  method() {
    return { tier: "low" };
  },
  dependsOn: [ledger],
  tier: "critcal",
});
`;

/** The text at the place to which a diagnostic is moved. */
function textAt(path: string, call: string, text = TEXT): string {
  const file = join(temporaryFolder(), "service.ts");
  writeFileSync(file, text);
  const before = text.slice(0, text.indexOf(call));
  const source = { file, line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
  const [moved] = atKeys([diagnostic("invalid-value", { path, message: "m", hint: "h", source })]);
  const { line = 0, column = 0 } = moved?.source ?? {};
  return text.split("\n")[line - 1]?.slice(column - 1) ?? "";
}

describe("a diagnostic's place", () => {
  it.each([
    ["services.checkout.name", 'name: "check{out"'],
    ["services.checkout.displayName", '"displayName"'],
    ["services.checkout.description", "description: `"],
    ["services.checkout.runsOn", "runsOn: kubernetes"],
    ["services.checkout.runsOn.selector.app", 'app: "x"'],
    ["services.checkout.metrics.requests.labels[0]", 'labels: ["co{de"]'],
    ["services.checkout.dependsOn[0]", "dependsOn: ["],
    ["services.checkout.shorthand", "shorthand,"],
    ["services.checkout.method", "method()"],
    ["services.checkout.tier", 'tier: "critcal"'],
  ])("is that of the key of %s", (path, expected) => {
    expect(textAt(path, "defineService({")).toMatch(startsWith(expected));
  });

  it.each([
    ["services.checkout.metrics.plain.labels[0]", "plain: counter"],
    ["services.checkout.metrics.missing.name", "metrics: {"],
    ["services.checkout.runsOn.metricsPath", "runsOn: kubernetes"],
    ["services.checkout.slos.availability.window", "slos: ("],
  ])("is that of the nearest key above, for %s", (path, expected) => {
    expect(textAt(path, "defineService({")).toMatch(startsWith(expected));
  });

  it("is found in the call of the innermost definition", () => {
    const path = "services.checkout.slos.availability.objective";
    expect(textAt(path, "availability({")).toMatch(startsWith('objective: "100"'));
    const indicator = "services.checkout.slos.availability.sli.part.bad";
    expect(textAt(indicator, "availability({")).toMatch(startsWith("bad: {"));
  });

  it.each([
    ["services.checkout.links", "defineService({"],
    ["services.checkout.computed", "defineService({"],
    ["services.checkout.tier", "shared"],
    ["services.checkout.tier", 'counter("plain_total")'],
  ])("stays that of the call for %s in %s", (path, call) => {
    expect(textAt(path, call)).toMatch(startsWith(call));
  });

  it("stays as it is when the file cannot be read, or nobody knows it", () => {
    const source = { file: "/no/such/file.ts", line: 1, column: 1 };
    const details = { path: "services.a.tier", message: "m", hint: "h" };
    const entries = [
      diagnostic("invalid-value", { ...details, source }),
      diagnostic("invalid-value", details),
    ];
    expect(atKeys(entries)).toEqual(entries);
  });

  it("is found in whatever text, or left alone", () => {
    const folder = temporaryFolder();
    const file = join(folder, "any.ts");
    const piece = fc.constantFrom(
      "{",
      "}",
      "(",
      ")",
      "[",
      "]",
      ",",
      ":",
      '"',
      "'",
      "`",
      "${",
      "/",
      "//",
      "/*",
      "*/",
      "\\",
      "\n",
      "tier",
      " ",
      "=>",
      "...",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        writeFileSync(file, `defineService({${pieces.join("")}`);
        const source = { file, line: 1, column: 1 };
        const details = { path: "services.a.tier.tier", message: "m", hint: "h", source };
        const [moved] = atKeys([diagnostic("invalid-value", details)]);
        const lines = `defineService({${pieces.join("")}`.split("\n");
        const rest = lines[(moved?.source?.line ?? 0) - 1]?.slice((moved?.source?.column ?? 0) - 1) ?? "";
        expect(rest).toMatch(/^(defineService|["']?tier)/);
      }),
      { numRuns: 300 },
    );
    rmSync(file);
  });
});

function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
