import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coverageBadge, isBadge } from "../../src/cli/coverage/badge.ts";
import type { JudgedEnvironment, JudgedService } from "../../src/cli/coverage/judgement.ts";
import { coverageTable, LEGEND } from "../../src/cli/coverage/table.ts";
import { PILLARS, type Standing } from "../../src/coverage/index.ts";
import { crowsnest, workspace } from "./support.ts";

const CONFIG = readFileSync(new URL("workspaces/valid/crowsnest.config.ts", import.meta.url), "utf8");

/** The valid workspace with a policy, and with waivers on its service. */
function held(policy: string, waivers: string): string {
  return workspace("valid", {
    "crowsnest.config.ts": CONFIG.replace("  alert,\n", "  alert,\n  coveragePolicy,\n  waiver,\n")
      .replace("    grafana: {", `    coverage: coveragePolicy(${policy}),\n    grafana: {`)
      .replace('  tier: "critical",\n', `  tier: "critical",\n  waivers: [${waivers}],\n`),
  });
}

const at = (day: string) => () => new Date(`${day}T12:00:00Z`);
const LOGS = 'waiver("logs", { reason: "The agent comes with OPS-7.", until: "2027-01-31" })';

describe("crowsnest coverage", () => {
  it("shows what of each service is watched, and what the default policy misses", async () => {
    const { code, stdout, stderr } = await crowsnest(workspace("valid"), ["coverage"]);
    expect(stdout).toMatchInlineSnapshot(`
      "production
               met-          tick-       dash-      er-        run-       paged
      service  rics slo page et    route board logs rors probe book owner in
      critical: 7 of 9 required are covered, 2 missing
      checkout yes  yes yes  yes   yes   yes   NO   -    -     NO   yes   25 s

      yes covered   NO required and missing   w waived   - neither asked nor there

      Missing:
        checkout in production lacks logs: declares none
        checkout in production lacks runbook: 17 of 17 alerts have none

      In all 7 of 9 required are covered, 2 missing (77 %).
      The platform has no policy, so this is the default one; give it a \`coverage\` of
      its own.
      "
    `);
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  it("shows what is waived, by whom it is asked for and why", async () => {
    const folder = held('{ critical: ["slo", "logs"] }', LOGS);
    const { code, stdout, stderr } = await crowsnest(folder, ["coverage"], {}, at("2027-01-31"));
    expect(stdout).toMatchInlineSnapshot(`
      "production
               met-          tick-       dash-      er-        run-       paged
      service  rics slo page et    route board logs rors probe book owner in
      critical: 1 of 2 required are covered, 1 waived
      checkout yes  yes yes  yes   yes   yes   w    -    -     -    yes   25 s

      yes covered   NO required and missing   w waived   - neither asked nor there

      Waived:
        checkout in production may lack logs until 2027-01-31: The agent comes with
          OPS-7.

      In all 1 of 2 required are covered, 1 waived (50 %).
      Held against the platform's policy.
      "
    `);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it("fails on a gap, and says it in its own words alone", async () => {
    const { code, stdout, stderr } = await crowsnest(held('{ critical: ["slo", "logs"] }', ""), ["coverage"]);
    expect(stdout).toContain("  checkout in production lacks logs: declares none\n");
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  it("fails on a waiver that is over, from the day after its last one", async () => {
    const folder = held('{ critical: ["slo", "logs"] }', LOGS);
    const { code, stdout, stderr } = await crowsnest(folder, ["coverage"], {}, at("2027-02-01"));
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "lacks logs: declares none; its waiver ended on 2027-01-31",
    );
    expect(stderr).toContain("[waiver-expired]");
    expect(code).toBe(1);
    expect((await crowsnest(folder, ["coverage", "--today", "2027-01-30"], {}, at("2027-02-01"))).code).toBe(
      0,
    );
  });

  it("gives gaps, waivers, policy and score to programs", async () => {
    const waivers = `${LOGS}, waiver("slo", { reason: "Had none.", until: "2027-01-31" })`;
    const folder = held(
      '{ critical: ["slo", "logs", "errors"], components: { gateway: ["probe"] } }',
      waivers,
    );
    const { code, stdout } = await crowsnest(folder, ["coverage", "--json"], {}, at("2027-01-31"));
    const { diagnostics, environments, gaps, score, waivers: judged } = JSON.parse(stdout);
    expect(diagnostics.map(({ code: name }: { code: string }) => name)).toEqual(["waiver-unneeded"]);
    expect(environments[0]).toMatchObject({
      environment: "production",
      policy: { critical: ["slo", "logs", "errors"], components: { gateway: ["probe"] } },
      policySource: "platform",
    });
    expect(environments[0].services[0]).toMatchObject({
      required: ["slo", "logs", "errors"],
      standings: { slo: "covered", logs: "waived", errors: "missing", probe: "optional" },
    });
    expect(gaps).toEqual([
      {
        environment: "production",
        note: "not tracked",
        pillar: "errors",
        service: "checkout",
        tier: "critical",
        waivedUntil: null,
      },
    ]);
    expect(score).toEqual({ covered: 1, missing: 1, percent: 33, required: 3, waived: 1 });
    expect(judged).toMatchObject([
      { pillar: "logs", state: "holds", until: "2027-01-31", reason: "The agent comes with OPS-7." },
      { pillar: "slo", state: "unneeded" },
    ]);
    expect(code).toBe(1);
    const later = await crowsnest(folder, ["coverage", "--json"], {}, at("2027-02-01"));
    expect(JSON.parse(later.stdout).waivers).toMatchObject([{ state: "ended" }, { state: "ended" }]);
  });

  it("insists on what is required, in place of the default policy and beside the platform's", async () => {
    const args = ["coverage", "--json", "--require", "slo", "logs"];
    const { code, stdout, stderr } = await crowsnest(workspace("valid"), args);
    const { environments, gaps } = JSON.parse(stdout);
    expect(gaps.map(({ pillar }: { pillar: string }) => pillar)).toEqual(["logs"]);
    expect(environments[0].policySource).toBe("commandLine");
    expect(stderr).toBe("");
    expect(code).toBe(1);
    const besides = await crowsnest(held('{ critical: ["errors"] }', ""), args);
    const pillars = JSON.parse(besides.stdout).gaps.map(({ pillar }: { pillar: string }) => pillar);
    expect(pillars).toEqual(["logs", "errors"]);
    expect((await crowsnest(workspace("valid"), ["coverage", "--require", "slo"])).code).toBe(0);
  });

  it("tells apart environments that have a policy and those that have none", async () => {
    const other = (name: string, platform: string) =>
      `    defineEnvironment({ name: "${name}", cluster: kubeconfig({ context: "${name}" }), backend: localBackend()${platform} }),\n`;
    const own = ', platform: { coverage: coveragePolicy({ critical: ["slo"] }) }';
    const folder = workspace("valid", {
      "crowsnest.config.ts": CONFIG.replace("  alert,\n", "  alert,\n  coveragePolicy,\n").replace(
        "  environments: [\n",
        `  environments: [\n${other("dev", own)}${other("staging", own)}`,
      ),
    });
    const foot = async (...args: readonly string[]) => {
      const { stdout } = await crowsnest(folder, ["coverage", ...args]);
      return stdout.slice(stdout.indexOf("In all")).replaceAll(/\s+/g, " ");
    };
    expect(await foot()).toBe(
      "In all 9 of 11 required are covered, 2 missing (81 %). Held against the policy of dev and staging. There is no policy in production, so the default one holds there. ",
    );
    expect(await foot("--require", "errors")).toBe(
      "In all 2 of 5 required are covered, 3 missing (40 %). Held against the policy of dev and staging. Every service must have errors besides. There is no policy in production, so nothing else is asked there. ",
    );
  });

  it("does not have a waiver removed that it needs itself", async () => {
    const folder = workspace("valid", {
      "crowsnest.config.ts": CONFIG.replace("  alert,\n", "  alert,\n  waiver,\n").replace(
        '  tier: "critical",\n',
        `  tier: "critical",\n  waivers: [${LOGS.replace("logs", "errors")}],\n`,
      ),
    });
    const run = (...args: readonly string[]) =>
      crowsnest(folder, ["coverage", ...args], {}, at("2027-01-31"));
    expect((await run()).stderr).toContain("[waiver-unneeded]");
    const { code, stdout, stderr } = await run("--require", "errors");
    expect(stdout).toContain("checkout in production may lack errors until 2027-01-31");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it.each([
    ["--require", "dashbord"],
    ["--today", "2026-02-30"],
    ["--today", "soon"],
  ])("does not take %s %s", async (...args) => {
    expect(await crowsnest(workspace("valid"), ["coverage", ...args])).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("crowsnest check", () => {
  it("warns of gaps in a policy, and fails on a waiver that is over", async () => {
    const folder = held('{ critical: ["slo", "logs", "errors"] }', LOGS);
    const codes = async (day: string) => {
      const { code, stdout } = await crowsnest(folder, ["check", "--json"], {}, at(day));
      const { diagnostics } = JSON.parse(stdout);
      return [code, ...diagnostics.map(({ code: name, source }: Found) => `${name}:${source.line}`)];
    };
    const [tier, waivers] = ["  tier:", "  waivers:"].map(
      (key) =>
        1 +
        readFileSync(join(folder, "crowsnest.config.ts"), "utf8")
          .split("\n")
          .findIndex((line) => line.startsWith(key)),
    );
    expect(await codes("2027-01-31")).toEqual([0, `coverage-gap:${tier}`]);
    expect(await codes("2027-02-01")).toEqual([1, `coverage-gap:${tier}`, `waiver-expired:${waivers}`]);
    expect(await codes("2025-02-01")).toEqual([0, `coverage-gap:${tier}`, `waiver-too-long:${waivers}`]);
  });

  it("asks for nothing where the platform has no policy", async () => {
    const { code, stdout } = await crowsnest(workspace("valid"), ["check"]);
    expect(stdout).toMatch(/^No mistakes/);
    expect(code).toBe(0);
  });
});

interface Found {
  readonly code: string;
  readonly source: { readonly line: number };
}

describe("what is made", () => {
  it("is the same on every day, whatever waivers say", async () => {
    const folder = held('{ critical: ["slo", "logs"] }', LOGS);
    const built = async (day: string) => {
      const { code } = await crowsnest(folder, ["build", "--out", day], {}, at(day));
      expect(code).toBe(0);
      const out = join(folder, day);
      const names = readdirSync(out, { recursive: true, encoding: "utf8" }).sort();
      const files = names.filter((name) => /\.\w+$/.test(name) && !name.startsWith("."));
      expect(files.length).toBeGreaterThan(5);
      return files.map((name) => [name, readFileSync(join(out, name), "utf8")]);
    };
    const before = await built("2027-01-31");
    expect(await built("2031-01-31")).toEqual(before);
    const coverage = before.find(([name]) => name === join("production", "coverage.json"))?.[1] ?? "{}";
    expect(JSON.parse(coverage).services[0]).toMatchObject({
      required: ["slo", "logs"],
      waivers: [{ pillar: "logs", until: "2027-01-31" }],
    });
  });
});

describe("the table of coverage", () => {
  const service = (name: string, tier: string, stands: (index: number) => Standing): JudgedService => ({
    service: name,
    team: "payments",
    tier,
    pillars: Object.fromEntries(PILLARS.map((pillar) => [pillar, { covered: false, note: "" }])) as never,
    required: PILLARS,
    waivers: [],
    standings: Object.fromEntries(PILLARS.map((pillar, index) => [pillar, stands(index)])) as never,
  });

  it("fits into 80 characters, however long a name is, and needs no colour", () => {
    const all: readonly Standing[] = ["covered", "missing", "optional", "waived"];
    const environment: Pick<JudgedEnvironment, "services"> = {
      services: [
        service("a", "low", () => "covered"),
        service("b".repeat(15), "critical", (index) => all[index % 4] ?? "covered"),
        service("c".repeat(50), "critical", () => "missing"),
      ],
    };
    const plain = (text: string) => text;
    const text = coverageTable(environment, () => "999 s", { bold: plain, red: plain } as never);
    expect(text).toMatchInlineSnapshot(`
      "                met-          tick-       dash-      er-        run-       paged
      service         rics slo page et    route board logs rors probe book owner in
      critical: 3 of 19 required are covered, 2 waived, 14 missing
      bbbbbbbbbbbbbbb yes  NO  -    w     yes   NO    -    w    yes   NO   -     999 s
      cccccccccccccccccccccccccccccccccccccccccccccccccc
                      NO   NO  NO   NO    NO    NO    NO   NO   NO    NO   NO    999 s
      low: 11 of 11 required are covered
      a               yes  yes yes  yes   yes   yes   yes  yes  yes   yes  yes   999 s
      "
    `);
    const lines = [...text.split("\n"), ...LEGEND.split("\n")];
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("the badge", () => {
  it("says what share of the required is covered, and is replaced as a whole", async () => {
    const folder = held('{ critical: ["slo", "logs"] }', LOGS);
    const badge = join(folder, "site", "coverage.svg");
    const args = ["coverage", "--badge", "site/coverage.svg"];
    const first = await crowsnest(folder, args, {}, at("2027-01-31"));
    expect(first.stdout).toMatch(/Wrote the badge to site\/coverage\.svg\.\n$/);
    expect(readFileSync(badge, "utf8")).toMatchInlineSnapshot(`
      "<svg xmlns="http://www.w3.org/2000/svg" width="103" height="20" role="img" aria-labelledby="crowsnest-title">
      <title id="crowsnest-title">Coverage: 1 of 2 required are covered, 1 waived</title>
      <clipPath id="crowsnest-round"><rect width="103" height="20" rx="3"/></clipPath>
      <g clip-path="url(#crowsnest-round)">
      <rect width="65" height="20" fill="#444444"/>
      <rect x="65" width="38" height="20" fill="#1a7f37"/>
      </g>
      <g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
      <text x="32.5" y="14" textLength="53">coverage</text>
      <text x="84" y="14" textLength="26">50 %</text>
      </g>
      </svg>
      "
    `);
    expect(await crowsnest(folder, [...args, "--json"], {}, at("2027-02-01"))).toMatchObject({ code: 1 });
    expect(readFileSync(badge, "utf8")).toContain(
      '<title id="crowsnest-title">Coverage: 1 of 2 required are covered, 1 missing</title>',
    );
    expect(readdirSync(join(folder, "site"))).toEqual(["coverage.svg"]);
  });

  it("is not written where the workspace has mistakes, and leaves nothing where it cannot be", async () => {
    const wrong = held('{ critical: ["dashbord"] }', "");
    expect((await crowsnest(wrong, ["coverage", "--badge", "new/b.svg"])).code).toBe(1);
    expect(existsSync(join(wrong, "new"))).toBe(false);
    const folder = workspace("valid");
    mkdirSync(join(folder, "taken"));
    writeFileSync(join(folder, "taken", "file"), "");
    const { code, stderr } = await crowsnest(folder, ["coverage", "--badge", "taken"]);
    expect(stderr).toMatch(/^No badge was written: .*taken is no file\.\n$/);
    expect(code).toBe(1);
    const below = await crowsnest(folder, ["coverage", "--badge", "crowsnest.config.ts/b.svg"]);
    expect(below.stderr).toMatch(/^No badge was written: .*crowsnest\.config\.ts is no folder\.\n$/);
    const config = join(folder, "crowsnest.config.ts");
    const before = readFileSync(config, "utf8");
    const mistaken = await crowsnest(folder, ["coverage", "--badge", "crowsnest.config.ts"]);
    expect([mistaken.code, mistaken.stderr]).toEqual([
      1,
      expect.stringContaining("is there already, and is no badge"),
    ]);
    expect(readFileSync(config, "utf8")).toBe(before);
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("takes the place of a badge and of an empty file alone", () => {
    const files = ["", "\n", "<svg/>", "\n<svg xmlns=''>", "<svgx>", "a\n<svg>", "{}"];
    expect(files.filter(isBadge)).toEqual(files.slice(0, 4));
  });

  it("is whole only when nothing is missing, and says so when nothing is asked for", () => {
    const score = { covered: 999, missing: 1, percent: 99, required: 1_000, waived: 0 };
    expect(coverageBadge(score)).toContain(">99 %</text>");
    const nothing = { covered: 0, missing: 0, percent: null, required: 0, waived: 0 };
    expect(coverageBadge(nothing)).toContain(">none required</text>");
    const colors = [score, nothing, { ...score, missing: 0, percent: 100, covered: 1_000 }].map(
      (each) => /<rect x="\d+" width="\d+" height="20" fill="(#\w+)"/.exec(coverageBadge(each))?.[1],
    );
    expect(new Set(colors).size).toBe(3);
  });
});
