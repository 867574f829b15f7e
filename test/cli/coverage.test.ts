import { describe, expect, it } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { processTerminal } from "../../src/cli/terminal.ts";
import { PILLARS } from "../../src/coverage/index.ts";
import { crowsnest, workspace } from "./support.ts";

describe("crowsnest coverage", () => {
  it("shows what of each service is watched", async () => {
    const { code, stdout, stderr } = await crowsnest(workspace("valid"), ["coverage"]);
    expect(stdout).toMatchInlineSnapshot(`
      "production  metrics  slo  page  route  dashboard  logs  errors  runbook  paged in
      checkout    yes      yes  yes   yes    yes        -     -       -        25 s

      Nothing is required; --require slo page route makes it so.
      "
    `);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it("insists on what is required", async () => {
    const args = ["coverage", "--json", "--require", "slo", "logs"];
    const { code, stdout, stderr } = await crowsnest(workspace("valid"), args);
    expect(JSON.parse(stdout).gaps).toEqual([
      { environment: "production", note: "declares none", pillar: "logs", service: "checkout" },
    ]);
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  it("takes every pillar that there is", () => {
    const program = createProgram({ terminal: processTerminal(), exitCode: 0 });
    const command = program.commands.find((candidate) => candidate.name() === "coverage");
    const option = command?.options.find(({ long }) => long === "--require");
    expect(option?.argChoices).toEqual(PILLARS);
  });
});
