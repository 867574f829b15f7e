import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkWorkspace } from "../../src/checks/index.ts";
import { diagnosticCodes, sortDiagnostics } from "../../src/diagnostics/index.ts";
import { draftWorkspace, loadWorkspace } from "../../src/workspace/index.ts";

const FOLDER = fileURLToPath(new URL("bad-input", import.meta.url));

/** What the comments of the workspace's files announce for the lines below them. */
const announced = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) =>
    readFileSync(join(FOLDER, file), "utf8")
      .split("\n")
      .flatMap((text, index) => {
        const [, code, path] = /^\s*\/\/ mistake: (\S+) (\S+)$/.exec(text) ?? [];
        return code === undefined ? [] : [`${file}:${index + 2} ${code} ${path}`];
      }),
  );

describe("a workspace with a mistake of every kind", async () => {
  const loaded = await loadWorkspace(FOLDER);
  const { draft, diagnostics } = draftWorkspace(loaded.definition as never);
  const found = sortDiagnostics([...diagnostics, ...checkWorkspace(draft)]);

  it("gives all of them in one run, each at its file and line", () => {
    expect(announced.length).toBeGreaterThanOrEqual(10);
    expect(
      found
        .map(
          ({ code, path, source }) =>
            `${source?.file.slice(FOLDER.length + 1)}:${source?.line} ${code} ${path}`,
        )
        .sort(),
    ).toEqual([...announced].sort());
  });

  it("says what was expected, and the fix", () => {
    for (const { code, message, hint } of found) {
      expect(message.length, code).toBeGreaterThan(5);
      expect(hint.length, code).toBeGreaterThan(10);
      expect(diagnosticCodes[code].right).not.toBe("");
    }
    expect(found.map(({ message, hint }) => `${message}. ${hint}`)).toMatchInlineSnapshot(`
      [
        "the team "silent" has no receiver for warning alerts. Name who hears of them: \`notify: { warning: … }\`.",
        "unknown key "teir". Did you mean "tier"?",
        "another SLO is called "availability" too. Give one of them a \`name\` of its own.",
        "another service is called "catalog" too. Give one of them a \`name\` of its own.",
        "an objective is a percentage above 0 and below 100: "100". Write it as decimal text, such as "99.9"; 100 would leave no budget to spend.",
        "an objective is a percentage above 0 and below 100: "0". Write it as decimal text, such as "99.9"; 100 would leave no budget to spend.",
        ""300ms" is no bucket bound of request_duration_seconds. Its bounds are 100ms, 500ms, 1s. The nearest is 100ms; or add 0.3 to the buckets where the metric is made.",
        "the service "orders-database" is not in the workspace. Add it to \`services\` of defineWorkspace. Known: "Check_Out", "catalog", "checkout", "gateway", "search", "shouting".",
        "not a valid metric name: "Loud-Requests!". Use letters, digits, underscores and colons, not starting with a digit.",
        "not a valid name: "Check_Out". Use 1 to 50 lower-case letters, digits and dashes, with a letter or digit at both ends.",
      ]
    `);
  });
});
