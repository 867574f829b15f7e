import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findTerraform } from "../../../src/plan/index.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "crowsnest-find-"));
  for (const name of ["mine", "tofu"]) writeFileSync(join(folder, name), "#!/bin/sh\n", { mode: 0o755 });
  writeFileSync(join(folder, "not-a-program"), "", { mode: 0o644 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("takes the program that CROWSNEST_TERRAFORM names before any other", () => {
  const path = join(folder, "mine");
  const env = { CROWSNEST_TERRAFORM: path, PATH: folder, TERRAFORM_BINARY_NAME: "tofu" };
  expect(findTerraform(env)).toEqual({ found: true, path });
});

it("takes cdktf's TERRAFORM_BINARY_NAME, a name on PATH or a path", () => {
  const path = join(folder, "tofu");
  expect(findTerraform({ PATH: folder, TERRAFORM_BINARY_NAME: "tofu" })).toEqual({ found: true, path });
  expect(findTerraform({ PATH: "", TERRAFORM_BINARY_NAME: path })).toEqual({ found: true, path });
});

it("prefers terraform to tofu on PATH, wherever each is", () => {
  expect(findTerraform({ PATH: ["", "/nowhere", folder].join(delimiter) })).toEqual({
    found: true,
    path: join(folder, "tofu"),
  });
  const terraform = join(folder, "terraform");
  writeFileSync(terraform, "#!/bin/sh\n");
  expect(findTerraform({ PATH: folder })).toMatchObject({ path: join(folder, "tofu") });
  chmodSync(terraform, 0o755);
  expect(findTerraform({ PATH: folder })).toEqual({ found: true, path: terraform });
});

it("says what is missing and how to get it", () => {
  const missing = findTerraform({ PATH: "/nowhere" });
  expect(missing).toMatchObject({ found: false, reason: "there is no terraform and no tofu on PATH" });
  expect(missing).toMatchObject({
    hint: expect.stringContaining("https://developer.hashicorp.com/terraform/install"),
  });
});

it("does not take another program when a variable names none", () => {
  const env = { CROWSNEST_TERRAFORM: join(folder, "not-a-program"), PATH: folder };
  expect(findTerraform(env)).toMatchObject({
    found: false,
    reason: expect.stringContaining("CROWSNEST_TERRAFORM names "),
  });
});
