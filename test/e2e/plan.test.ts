import { readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SchemaContract } from "../../src/plan/contract/contract.ts";
import { CONTRACT_NAMES, loadContract } from "../../src/plan/contract/load.ts";
import { type OfflinePlan, offlinePlan } from "../../src/plan/index.ts";
import { resourceRules } from "../../src/plan/rules/index.ts";
import { everyResource } from "../support/every-resource.ts";
import { minimalConfig } from "../support/minimal-config.ts";
import { stackConfig, writeSynthesized } from "../support/synthesized.ts";
import { tool } from "../support/tools.ts";

type Planned = Extract<OfflinePlan, { kind: "planned" }>;

const removals: (() => void)[] = [];
afterAll(() => {
  for (const remove of removals) remove();
});

function synthesized(stacks: Readonly<Record<string, unknown>>): string {
  const { directory, remove } = writeSynthesized(stacks);
  removals.push(remove);
  return directory;
}

function planned(plan: OfflinePlan): Planned {
  if (plan.kind === "nothing") throw new Error(plan.reason);
  return plan;
}

const SHOP = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
const programs = ["terraform", "tofu"] as const;

describe.each(programs)("an offline plan with %s", (program) => {
  let terraform: string;
  beforeAll(async () => {
    terraform = (await tool(program)).path;
  });

  it("validates, plans, applies and plans empty again with every resource that is used", async () => {
    const synthDir = synthesized({ every: everyResource });
    const before = snapshot(synthDir);
    const plan = planned(await offlinePlan({ synthDir, terraform, apply: true, validate: true }));
    const [stack] = plan.stacks;
    expect(stack?.diagnostics).toEqual([]);
    expect(stack?.steps.map(({ name, ok }) => ({ name, ok }))).toEqual(
      ["init", "validate", "plan", "apply", "second plan"].map((name) => ({ name, ok: true })),
    );
    expect(stack?.changes).toEqual({ add: 20, change: 0, destroy: 0 });
    expect(stack?.resources.map(({ action, address }) => `${action} ${address}`)).toMatchInlineSnapshot(`
      [
        "read data.sentry_project_error_monitor.checkout",
        "create elasticstack_elasticsearch_component_template.lines",
        "create elasticstack_elasticsearch_data_stream.checkout",
        "create elasticstack_elasticsearch_index_template.checkout",
        "create elasticstack_elasticsearch_ingest_pipeline.checkout",
        "create elasticstack_kibana_import_saved_objects.payments",
        "create elasticstack_kibana_space.payments",
        "create grafana_dashboard.checkout",
        "create grafana_folder.team",
        "create helm_release.prometheus",
        "create kubernetes_config_map_v1.log_rules",
        "create kubernetes_manifest.rules",
        "create kubernetes_namespace_v1.monitoring",
        "create kubernetes_network_policy_v1.prometheus",
        "create kubernetes_secret_v1.alertmanager",
        "create kubernetes_secret_v1.dsn",
        "create sentry_alert.errors",
        "create sentry_key.checkout",
        "create sentry_metric_monitor.spike",
        "create sentry_project.checkout",
        "create sentry_team.payments",
      ]
    `);
    expect(plan.ok).toBe(true);
    expect(snapshot(synthDir)).toEqual(before);
  });

  it("plans and applies every resource and data source of the contracts, barely and fully configured", async () => {
    // Those with rules of their own need real values; the stack above has them.
    const ruled = Object.keys(resourceRules);
    const contracts = CONTRACT_NAMES.map(loadContract);
    const all = (full: boolean) =>
      stackConfig({
        data: configs(
          contracts.map((contract) => contract.data_source_schemas),
          full,
        ),
        resource: configs(
          contracts.map((contract) => contract.resource_schemas),
          full,
          ruled,
        ),
      });
    const stacks = { barely: all(false), fully: all(true) };
    const plan = planned(await offlinePlan({ synthDir: synthesized(stacks), terraform, apply: true }));
    const errors = plan.stacks
      .flatMap(({ diagnostics }) => diagnostics)
      .filter(({ severity }) => severity === "error");
    expect(errors).toEqual([]);
    expect(plan.ok).toBe(true);
    const types =
      contracts.flatMap(({ resource_schemas }) => Object.keys(resource_schemas)).length - ruled.length;
    expect(plan.stacks.map(({ changes }) => changes?.add)).toEqual([types, types]);
  });

  it("finds a read of a project that the same plan makes", async () => {
    const project = { name: "checkout", organization: "acme", slug: "checkout", teams: ["payments"] };
    const reading = (reference: string) =>
      stackConfig({
        data: { sentry_project_error_monitor: { checkout: { organization: "acme", project: reference } } },
        resource: { sentry_project: { checkout: project } },
      });
    const synthDir = synthesized({
      early: reading("checkout"),
      late: reading("${sentry_project.checkout.slug}"),
    });
    const plan = planned(await offlinePlan({ synthDir, terraform, stacks: ["late"] }));
    expect(plan.ok).toBe(true);
    const early = planned(await offlinePlan({ synthDir, terraform, stacks: ["early"] }));
    expect(early.stacks[0]?.diagnostics).toMatchObject([
      {
        address: "data.sentry_project_error_monitor.checkout",
        detail: expect.stringContaining("Refer to ${sentry_project.checkout.slug}"),
        summary: "The data is read before its project exists",
      },
    ]);
  });

  it("finds what two stacks make on one server", async () => {
    const namespace = { kubernetes_namespace_v1: { shop: { metadata: { name: "shop" } } } };
    const other = { kubernetes_manifest: { shop: { manifest: SHOP } } };
    const synthDir = synthesized({
      first: stackConfig({ resource: namespace }),
      second: stackConfig({ resource: other }),
    });
    const plan = planned(await offlinePlan({ synthDir, terraform }));
    expect(plan.stacks.map(({ ok }) => ok)).toEqual([true, false]);
    expect(plan.stacks[1]?.diagnostics).toMatchObject([
      {
        address: "kubernetes_manifest.shop",
        detail: expect.stringContaining("kubernetes_namespace_v1.shop in the stack first makes it too"),
        summary: "The Namespace shop is made twice",
      },
    ]);
  });

  it("writes plans without sensitive values when asked to", async () => {
    const planDirectory = await mkdtemp(join(tmpdir(), "crowsnest-plans-"));
    removals.push(() => rmSync(planDirectory, { recursive: true, force: true }));
    const secret = "correct-horse-battery-staple";
    const synthDir = synthesized({
      secrets: stackConfig({
        output: { token: { sensitive: true, value: secret } },
        resource: {
          kubernetes_secret_v1: {
            shown: { data: { token: secret }, metadata: { name: "shown" } },
            written: { data_wo: { token: secret }, data_wo_revision: 1, metadata: { name: "written" } },
          },
        },
      }),
    });
    const plan = planned(await offlinePlan({ synthDir, terraform, planDirectory }));
    const { planFile } = plan.stacks[0] ?? {};
    expect(planFile).toBe(join(planDirectory, "secrets.plan.json"));
    const written = readFileSync(planFile ?? "", "utf8");
    expect(written).toContain("kubernetes_secret_v1.written");
    expect(written).not.toContain(secret);
    expect(JSON.stringify(plan)).not.toContain(secret);
  });

  it("is not moved by what the user's environment says", async () => {
    const env = {
      ...process.env,
      TF_CLI_ARGS: "-nonsense",
      TF_DATA_DIR: "/nowhere/at/all",
      TF_LOG: "trace",
      TF_REATTACH_PROVIDERS: "{}",
      TF_VAR_token: "from-the-user",
      TF_WORKSPACE: "production",
    };
    const synthDir = synthesized({
      variable: stackConfig({
        resource: { grafana_folder: { team: { title: "${var.token}", uid: "${length(var.list)}" } } },
        variable: { list: { type: "list(string)" }, token: { sensitive: true, type: "string" } },
      }),
    });
    const plan = planned(await offlinePlan({ synthDir, terraform, env, apply: true }));
    expect(plan.stacks.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    expect(plan.ok).toBe(true);
  });

  it("leaves nothing behind", async () => {
    const temporary = await mkdtemp(join(tmpdir(), "crowsnest-empty-"));
    removals.push(() => rmSync(temporary, { recursive: true, force: true }));
    const previous = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    try {
      await offlinePlan({ synthDir: synthesized({ every: everyResource }), terraform, apply: true });
    } finally {
      if (previous === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = previous;
    }
    expect(readdirSync(temporary).filter((name) => !name.startsWith("crowsnest-synthesized-"))).toEqual([]);
  });
});

/** A resource of each type of some schemas. */
function configs(
  schemas: readonly Readonly<Record<string, SchemaContract>>[],
  full: boolean,
  except: readonly string[] = [],
): Record<string, unknown> {
  const types = schemas
    .flatMap((byType) => Object.entries(byType))
    .filter(([type]) => !except.includes(type));
  return Object.fromEntries(types.map(([type, { block }]) => [type, { it: minimalConfig(block, full) }]));
}

function snapshot(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ name, parentPath }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), "utf8"),
    ]),
  );
}
