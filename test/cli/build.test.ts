import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesIn } from "../support/folder.ts";
import { crowsnest, workspace } from "./support.ts";

describe("crowsnest build", () => {
  it("writes every artifact as a file, and again the same files and no other", async () => {
    const folder = workspace("valid");
    const first = await crowsnest(folder, ["build"]);
    expect(first).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Wrote \d+ files to out\.\n$/),
      stderr: "",
    });
    const files = filesIn(join(folder, "out"));
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        ".crowsnest",
        "production/alertmanager/alertmanager.yaml",
        "production/grafana/dashboards/payments/service-checkout.json",
        "production/coverage.json",
        "production/kubernetes/servicemonitors/production-checkout.yaml",
        "production/prometheus/rules/production-payments.yaml",
        "production/prometheus/tests/checkout.availability.yaml",
      ]),
    );

    writeFileSync(join(folder, "out", "production", "stale.yaml"), "");
    const second = await crowsnest(folder, ["build", "--json"]);
    expect(filesIn(join(folder, "out"))).toEqual(files);
    const made = JSON.parse(second.stdout);
    expect(made).toMatchObject({ diagnostics: [], out: "out", refusal: null, summary: { errors: 0 } });
    expect(made.files).toEqual(Object.keys(files).filter((path) => path !== ".crowsnest"));
    expect(second).toMatchObject({ code: 0, stderr: "" });
  });

  it("changes nothing when there are mistakes", async () => {
    const folder = workspace("ten-mistakes");
    mkdirSync(join(folder, "out"));
    writeFileSync(join(folder, "out", ".crowsnest"), "");
    writeFileSync(join(folder, "out", "kept.yaml"), "kept");
    const { code, stdout, stderr } = await crowsnest(folder, ["build"]);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("11 errors in 3 files");
    expect(filesIn(join(folder, "out"))).toEqual({ ".crowsnest": "", "kept.yaml": "kept" });
  });

  it("does not replace a folder that it did not write", async () => {
    const folder = workspace("valid");
    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine", "thesis.txt"), "ten years");
    const people = await crowsnest(folder, ["build", "-o", "mine"]);
    expect(people).toMatchObject({ code: 1, stdout: "" });
    expect(people.stderr).toContain("holds files that crowsnest did not write");
    const program = await crowsnest(folder, ["build", "-o", "mine", "--json"]);
    expect(program).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(program.stdout)).toMatchObject({
      files: [],
      refusal: expect.stringContaining("holds files that crowsnest did not write"),
    });
    expect(filesIn(join(folder, "mine"))).toEqual({ "thesis.txt": "ten years" });
  });
});
