import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { compileConfig } from "../../src/cli/pipeline.ts";
import { ruleTests } from "../../src/compile/index.ts";
import { sliSchema } from "../../src/definitions/sli.ts";
import { crowsnest, workspace } from "../cli/support.ts";
import { tool } from "../support/tools.ts";

interface Report {
  readonly results: readonly { readonly name: string; readonly passed: boolean; readonly output: string }[];
  readonly diagnostics: readonly unknown[];
}

describe("crowsnest test, on an SLO of every kind", () => {
  const slos = new Map<string, { readonly kind: string; readonly tests: readonly string[] }>();

  beforeAll(async () => {
    const compiled = await compileConfig(
      fileURLToPath(new URL("../cli/workspaces/every-slo", import.meta.url)),
    );
    if (compiled.artifacts === undefined) throw new Error(JSON.stringify(compiled.diagnostics));
    const tests = new Map(
      compiled.workspace.environments.flatMap(ruleTests).map((one) => [one.name, one.tests] as const),
    );
    for (const { teams } of compiled.workspace.environments) {
      for (const service of teams.flatMap(({ services }) => services)) {
        for (const { name, sli } of service.slos) {
          const title = `${service.name} ${name}: `;
          const names = tests.get(`${service.name}.${name}`)?.map((test) => String(test.name)) ?? [];
          slos.set(`${service.name}.${name}`, {
            kind: sli.kind,
            tests: names.map((test) =>
              test.replace(title, "").replace(/^(page|ticket)-\w+ |^fast |^slow /, ""),
            ),
          });
        }
      }
    }
  });

  it("covers every kind that there is", () => {
    const kinds = sliSchema.options.map(({ shape }) => shape.kind.value).sort();
    expect(kinds).toHaveLength(9);
    expect([...new Set([...slos.values()].map(({ kind }) => kind))].sort()).toEqual(kinds);
  });

  it("passes for every SLO", async () => {
    const [promtool, amtool] = await Promise.all([tool("promtool"), tool("amtool")]);
    const { code, stdout, stderr } = await crowsnest(workspace("every-slo"), ["test", "--json"], {
      CROWSNEST_PROMTOOL: promtool.path,
      CROWSNEST_AMTOOL: amtool.path,
    });
    const { results, diagnostics } = JSON.parse(stdout) as Report;
    const failed = results.filter(({ passed }) => !passed);
    expect({ code, stderr, diagnostics, failed }).toEqual({
      code: 0,
      stderr: "",
      diagnostics: [],
      failed: [],
    });
    expect(results.map(({ name }) => name).sort()).toEqual([...slos.keys()].sort());
    expect(results.length).toBeGreaterThan(20);
  });

  it("has the same claims for each kind, but for what a kind has no notion of", () => {
    const claims = (name: string) =>
      [...new Set(slos.get(name)?.tests.map((test) => test.replace(/(above|below) [\d.]+/, "$1")))].sort();
    const always = [
      "fires just above and recovers",
      "is silent just below",
      "its series are gone though its targets answer",
      "nothing fires while the service is idle",
    ];
    const late = "fires for errors whose series is born with them";
    const single = "nothing fires for a single error of few events";
    const gone = "its targets are gone";
    const group = "fires for the group that burns and for no other";
    const whole = "fires while nothing is good and recovers";
    const expected: Readonly<Record<string, readonly string[]>> = {
      "checkout.availability": [late, single, gone],
      "checkout.good": [late, single, gone],
      "checkout.routes": [late, single, gone, group],
      "checkout.mails": [late, single, gone],
      "checkout.several": [late, single, gone],
      "checkout.several-good": [late, single, gone],
      "checkout.latency": [late, single, gone],
      "checkout.latency-pods": [late, single, gone, group],
      "checkout.rpc": [late, single, gone],
      // Minutes and weights are no events, and are not born with a series.
      "checkout.error-ratio": [],
      "checkout.ratio-zero": [],
      "checkout.ratio-groups": [group],
      "checkout.uptime": [gone],
      "checkout.time-slices": [gone, whole],
      "checkout.slices-both": [gone, whole],
      "checkout.slices-either": [gone, group, whole],
      "checkout.slices-text": [whole],
      // Probes are there from the start, and come from elsewhere.
      "checkout.probe": [single],
      "checkout.log-events": [late, single],
      "checkout.log-tenants": [late, single, group],
      "ledger.uptime": [gone],
    };
    for (const [name, more] of Object.entries(expected)) {
      expect({ name, claims: claims(name) }).toEqual({ name, claims: [...always, ...more].sort() });
    }
    expect(claims("checkout.composite")).toEqual([
      "fires just above and recovers",
      "is silent just below",
      "its parts have no events",
      "nothing fires while the service is idle",
    ]);
  });

  it("tests each tier of each SLO", () => {
    for (const [name, { tests }] of slos) {
      const fired = tests.filter((test) => test.startsWith("fires just above"));
      const silent = tests.filter((test) => test.startsWith("is silent just below"));
      const tiers = name.startsWith("ledger.") ? 2 : 4;
      expect({ name, fired: fired.length, silent: silent.length }).toEqual({
        name,
        fired: tiers,
        silent: tiers,
      });
    }
  });
});
