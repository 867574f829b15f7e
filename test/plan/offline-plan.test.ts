import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { offlinePlan } from "../../src/plan/index.ts";
import { temporaryFolder } from "../support/temporary.ts";

function folderWith(manifest: string | object, ...stacks: readonly string[]): string {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, "manifest.json"),
    typeof manifest === "string" ? manifest : JSON.stringify(manifest),
  );
  for (const name of stacks) mkdirSync(join(folder, "stacks", name), { recursive: true });
  return folder;
}

const manifest = { stacks: { one: { workingDirectory: "stacks/one" } } };
const terraform = "/nowhere/terraform";

it("says where there is nothing to plan", async () => {
  const empty = temporaryFolder();
  expect(await offlinePlan({ synthDir: empty, terraform })).toMatchObject({
    hint: "Run `crowsnest synth` first, or name its folder.",
    kind: "nothing",
    ok: false,
    reason: expect.stringContaining(`${join(empty, "manifest.json")} cannot be read`),
  });
  for (const [text, reason] of [
    ["{", "cannot be read"],
    ["{}", "lists no stack"],
    ["[]", "lists no stack"],
    ["null", "lists no stack"],
    ['{"stacks":[]}', "lists no stack"],
  ] as const) {
    const found = await offlinePlan({ synthDir: folderWith(text), terraform });
    expect(found).toMatchObject({ kind: "nothing", reason: expect.stringContaining(reason) });
  }
});

it("says which stacks there are when none was asked for", async () => {
  const synthDir = folderWith(manifest, "one");
  expect(await offlinePlan({ stacks: [], synthDir, terraform })).toMatchObject({
    hint: "The stacks are one.",
    kind: "nothing",
  });
});

it("plans nothing when one of the stacks that were asked for is not there", async () => {
  const synthDir = folderWith(manifest, "one");
  expect(await offlinePlan({ stacks: ["one", "two"], synthDir, terraform })).toMatchObject({
    hint: "The stacks are one.",
    kind: "nothing",
    reason: "there is no stack two",
  });
});

it("says so before it plans when the plans cannot go where they should", async () => {
  const synthDir = folderWith(manifest, "one");
  const planDirectory = join(synthDir, "manifest.json", "plans");
  expect(await offlinePlan({ planDirectory, synthDir, terraform })).toMatchObject({
    hint: "Name another folder for the plans.",
    kind: "nothing",
    reason: `${join(synthDir, "manifest.json")} is no folder`,
  });
});

it("says which folder of a stack is gone", async () => {
  const synthDir = folderWith(manifest);
  expect(await offlinePlan({ synthDir, terraform })).toMatchObject({
    kind: "nothing",
    reason: `${join(synthDir, "stacks", "one")} is in the manifest and not on disk`,
  });
});

it("says when the program is no Terraform", async () => {
  const synthDir = folderWith(manifest, "one");
  for (const program of [terraform, process.execPath]) {
    expect(await offlinePlan({ synthDir, terraform: program })).toMatchObject({
      kind: "nothing",
      reason: `${program} is no terraform and no tofu`,
    });
  }
});
