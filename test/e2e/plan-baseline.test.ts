import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type OfflinePlan, type OfflinePlanOptions, offlinePlan } from "../../src/plan/index.ts";
import { everyResource } from "../support/every-resource.ts";
import { stackConfig, writeSynthesized } from "../support/synthesized.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { tool } from "../support/tools.ts";

type Planned = Extract<OfflinePlan, { kind: "planned" }>;
type Stacks = Readonly<Record<string, unknown>>;

function written(stacks: Stacks): string {
  const { directory, remove } = writeSynthesized(stacks);
  onTestFinished(remove);
  return directory;
}

const dashboard = (title: string, uid: string) => JSON.stringify({ title, uid });
const folder = (parts: object) => ({ title: "Payments", uid: "payments", ...parts });
const resources = (resource: object) => stackConfig({ resource });

describe.each(["terraform", "tofu"] as const)("a plan against an earlier synth, with %s", (program) => {
  let terraform: string;
  beforeAll(async () => {
    terraform = (await tool(program)).path;
  });

  async function changes(
    before: Stacks,
    now: Stacks,
    options: Partial<OfflinePlanOptions> = {},
  ): Promise<Planned> {
    const baselineDir = written(before);
    const plan = await offlinePlan({ baselineDir, synthDir: written(now), terraform, ...options });
    if (plan.kind === "nothing") throw new Error(plan.reason);
    expect(plan.stacks.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    return plan;
  }

  it("is empty where nothing changed", async () => {
    const plan = await changes({ every: everyResource }, { every: everyResource });
    expect(plan.stacks[0]?.changes).toEqual({ add: 0, change: 0, destroy: 0 });
    expect(plan.stacks[0]?.resources).toEqual([]);
    expect(plan.stacks[0]?.steps.map(({ name }) => name)).toEqual(["baseline", "baseline", "init", "plan"]);
  });

  it("shows what is made, changed, made anew and gone", async () => {
    const before = resources({
      grafana_dashboard: {
        changed: { config_json: dashboard("Checkout", "checkout") },
        renamed: { config_json: dashboard("Orders", "orders") },
      },
      grafana_folder: { changed: folder({}), gone: folder({ uid: "gone" }), same: folder({ uid: "same" }) },
      kubernetes_namespace_v1: { renamed: { metadata: { name: "shop" } } },
    });
    const now = resources({
      grafana_dashboard: {
        changed: { config_json: dashboard("Checkout and payment", "checkout") },
        renamed: { config_json: dashboard("Orders", "orders-v2") },
      },
      grafana_folder: {
        added: folder({ uid: "added" }),
        changed: folder({ title: "Payment" }),
        same: folder({ uid: "same" }),
      },
      kubernetes_namespace_v1: { renamed: { metadata: { name: "store" } } },
    });
    const planDirectory = temporaryFolder();
    const plan = await changes({ shop: before }, { shop: now }, { apply: true, planDirectory });
    const [stack] = plan.stacks;
    expect(stack?.resources.map(({ action, address }) => `${action} ${address}`)).toEqual([
      "update grafana_dashboard.changed",
      "replace grafana_dashboard.renamed",
      "create grafana_folder.added",
      "update grafana_folder.changed",
      "delete grafana_folder.gone",
      "replace kubernetes_namespace_v1.renamed",
    ]);
    expect(stack?.changes).toEqual({ add: 3, change: 2, destroy: 3 });
    expect(stack?.steps.at(-1)).toMatchObject({ name: "second plan", ok: true });
    const json = JSON.parse(readFileSync(join(planDirectory, "shop.plan.json"), "utf8"));
    const title = json.resource_changes.find(
      ({ address }: { address: string }) => address === "grafana_folder.changed",
    );
    expect([title.change.before.title, title.change.after.title]).toEqual(["Payments", "Payment"]);
  });

  it("plans a stack away that is no more, and makes one that is new", async () => {
    const one = resources({ grafana_folder: { team: folder({ uid: "old" }) } });
    const two = resources({ grafana_folder: { team: folder({ uid: "new" }) } });
    const plan = await changes({ old: one }, { new: two }, { apply: true });
    expect(plan.stacks.map(({ changes, name }) => [name, changes])).toEqual([
      ["new", { add: 1, change: 0, destroy: 0 }],
      ["old", { add: 0, change: 0, destroy: 1 }],
    ]);
    expect(plan.ok).toBe(true);
  });

  it("finds what one stack makes although another has it already", async () => {
    const namespace = (name: string) =>
      resources({ kubernetes_namespace_v1: { it: { metadata: { name } } } });
    const before = { first: namespace("shop"), second: namespace("store") };
    const now = { first: namespace("shop"), second: namespace("shop") };
    const plan = await offlinePlan({ baselineDir: written(before), synthDir: written(now), terraform });
    expect(plan).toMatchObject({
      stacks: [{ ok: true }, { diagnostics: [{ summary: "The Namespace shop is made twice" }], ok: false }],
    });
  });

  it("says that the baseline is what fails", async () => {
    const broken = resources({ grafana_folder: { team: { titel: "Payments" } } });
    const good = resources({ grafana_folder: { team: folder({}) } });
    const plan = await offlinePlan({
      baselineDir: written({ team: broken }),
      synthDir: written({ team: good }),
      terraform,
    });
    expect(plan).toMatchObject({
      ok: false,
      stacks: [{ diagnostics: [{ step: "baseline" }, { step: "baseline" }] }],
    });
  });
});

it("says that there is no baseline", async () => {
  const baselineDir = temporaryFolder();
  const plan = await offlinePlan({ baselineDir, synthDir: written({ a: stackConfig({}) }), terraform: "" });
  expect(plan).toMatchObject({
    hint: "Name the folder that an earlier `crowsnest synth` wrote.",
    kind: "nothing",
    reason: expect.stringContaining(baselineDir),
  });
});
