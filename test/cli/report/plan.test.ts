import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { planReport } from "../../../src/cli/report/plan.ts";
import { bytes, table } from "../../../src/cli/report/table.ts";
import type { OfflinePlan, StackPlan } from "../../../src/plan/index.ts";

const plain = pc.createColors(false);

const good: StackPlan = {
  backend: "s3",
  changes: { add: 12, change: 0, destroy: 0 },
  diagnostics: [],
  name: "production-team-payments",
  ok: true,
  planFile: null,
  resources: [],
  seconds: 3.21,
  steps: ["init", "plan", "apply", "second plan"].map((name) => ({
    name: name as StackPlan["steps"][number]["name"],
    ok: true,
    seconds: 1,
  })),
};

const bad: StackPlan = {
  ...good,
  changes: null,
  diagnostics: [
    {
      address: "grafana_folder.team\u001b[31m",
      detail: `An argument named "titel" is not expected here. ${"Did you mean title? ".repeat(8)}`,
      range: { column: 9, file: "stacks/production-platform/cdk.tf.json", line: 12 },
      severity: "error",
      step: "plan",
      summary: "Unsupported argument",
    },
  ],
  name: "production-platform",
  ok: false,
  steps: [
    { name: "init", ok: true, seconds: 1 },
    { name: "plan", ok: false, seconds: 1 },
  ],
};

function planned(stacks: readonly StackPlan[], baseline: string | null = null): OfflinePlan {
  return {
    baseline,
    kind: "planned",
    ok: stacks.every(({ ok }) => ok),
    seconds: 4.5,
    stacks,
    terraform: { path: "/usr/bin/terraform", version: "Terraform 1.11.4" },
  };
}

describe("the report of a plan", () => {
  it("has a row for each stack", () => {
    expect(planReport(planned([good]), plain)).toMatchInlineSnapshot(`
      "stack                     add  change  destroy  seconds  result
      production-team-payments   12       0        0      3.2  ok, then empty

      1 stack planned by Terraform 1.11.4 in 4.5 s.
      The state in s3 was neither read nor written.
      "
    `);
  });

  it("says what Terraform said of a stack that failed", () => {
    const text = planReport(planned([bad, good]), plain);
    expect(text).toMatchInlineSnapshot(`
      "stack                     add  change  destroy  seconds  result
      production-platform         -       -        -      3.2  plan failed
      production-team-payments   12       0        0      3.2  ok, then empty

      stacks/production-platform/cdk.tf.json:12:9
        error Unsupported argument
        at grafana_folder.team
        An argument named "titel" is not expected here. Did you mean title? Did you
        mean title? Did you mean title? Did you mean title? Did you mean title? Did
        you mean title? Did you mean title? Did you mean title?

      1 stack of 2 failed.
      The state in s3 was neither read nor written.
      "
    `);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("lists what changes when the plan is against an earlier synth", () => {
    const actions = ["create", "delete", "no-op", "read", "replace", "update"] as const;
    const resources = actions.map((action) => ({ action, address: `grafana_folder.${action}` }));
    const quiet = { ...good, backend: "local", name: "quiet", resources: [] };
    expect(planReport(planned([{ ...good, resources }, quiet], "/earlier"), plain)).toMatchInlineSnapshot(`
      "stack                     add  change  destroy  seconds  result
      production-team-payments   12       0        0      3.2  ok, then empty
      quiet                      12       0        0      3.2  ok, then empty

      production-team-payments
        + grafana_folder.create
        - grafana_folder.delete
        -/+ grafana_folder.replace
        ~ grafana_folder.update

      2 stacks planned by Terraform 1.11.4 in 4.5 s.
      The state in s3 was neither read nor written.
      "
    `);
    expect(planReport(planned([{ ...good, resources }]), plain)).not.toContain("grafana_folder");
  });

  it("says why nothing was planned, and what to do", () => {
    const nothing = {
      hint: "Install one.",
      kind: "nothing",
      ok: false,
      reason: "there is no terraform",
    } as const;
    expect(planReport(nothing, plain)).toBe("Nothing was planned: there is no terraform.\nInstall one.\n");
  });
});

describe("a table", () => {
  it("aligns numbers to the right and ends no line with spaces", () => {
    const rows = [
      ["stack", "size", ""],
      ["a", "1 B", ""],
      ["longer", "12 kB", "x"],
    ];
    expect(table(rows, ["left", "right", "left"])).toBe("stack    size\na         1 B\nlonger  12 kB  x\n");
  });

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [9_949, "9.9 kB"],
    [9_950, "10 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [123_456_789, "123 MB"],
    [5_000_000_000_000, "5000 GB"],
  ])("writes %i bytes as %s", (number, text) => {
    expect(bytes(number)).toBe(text);
  });
});
