import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../src/artifacts/index.ts";
import { escapeTemplates } from "../../../src/terraform/engine/escape.ts";
import { jsonText } from "../../../src/terraform/engine/json-text.ts";
import { literal } from "../../../src/terraform/engine/literal.ts";
import { temporaryFolder } from "../../support/temporary.ts";
import { HOSTILE } from "../../support/terraform.ts";
import { run, tool } from "../../support/tools.ts";

// Pieces that Terraform, JSON, Go templates, PromQL and cdktf itself give a meaning to.
const piece = fc.constantFrom(
  ...["$", "$$", "%", "%%", "{", "}", "${", "%{", "$${", "%%{", "${TfToken[TOKEN.1]}", "#{TfToken[0]}"],
  ...["\\", '"', "\n", "\t", "{{ .A }}", "$__rate_interval", "[[a]]", "é", "🚨", "\u2028", "~", "*:?"],
);
const text = fc
  .oneof(
    fc.array(piece, { maxLength: 8 }).map((parts) => parts.join("")),
    fc.string({ unit: "grapheme" }),
  )
  // Terraform's strings are Unicode in normal form C, whatever they were before.
  .map((value) => value.normalize("NFC"));
const data = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** What Terraform reads, by its own rules for a text without references. */
function asTerraformReads(json: string): unknown {
  return JSON.parse(json.replaceAll("$${", () => "${").replaceAll("%%{", () => "%{"));
}

describe("escaping", () => {
  test.each([
    ["${job}", "$${job}"],
    ["%{if}", "%%{if}"],
    ["$${job}", "$$${job}"],
    ["{{ $labels.job }} $job 5% {}", "{{ $labels.job }} $job 5% {}"],
  ])("%j becomes %j", (from, to) => {
    expect(escapeTemplates(from)).toBe(to);
  });

  test("leaves no template and loses nothing", () => {
    fc.assert(
      fc.property(data, (value) => {
        const json = escapeTemplates(JSON.stringify(value));

        expect(json).not.toMatch(/(?<!\$)\$\{|(?<!%)%\{/);
        expect(asTerraformReads(json)).toEqual(value);
      }),
    );
  });
});

test("Terraform gives back what it was given, values and keys alike", async () => {
  const values = [
    ...[HOSTILE, "$${already}", "%%{already}", "$$$${x}", "${TfToken[TOKEN.0]}"].map((value) => ({
      [value]: value,
    })),
    ...fc.sample(data, { numRuns: 300, seed: 20_260_101 }),
    ...fc.sample(data, { numRuns: 100 }),
  ];
  const folder = temporaryFolder();
  const configuration = jsonText({ output: { given: { value: literal(values) } } });
  writeFileSync(join(folder, "main.tf.json"), configuration);
  const terraform = await tool("terraform");
  const options = { cwd: folder, env: { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" } };

  for (const args of [
    ["init", "-no-color"],
    ["apply", "-auto-approve", "-no-color"],
  ]) {
    const { code, stderr, stdout } = await run(terraform.path, args, options);
    expect(`${code}\n${code === 0 ? "" : stdout + stderr}`).toBe("0\n");
  }
  const { stdout } = await run(terraform.path, ["output", "-json", "given"], options);
  expect(JSON.parse(stdout)).toEqual(values);
});
