import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OfflinePlan, offlinePlan, type PlanDiagnostic } from "../../src/plan/index.ts";
import { stackConfig, writeSynthesized } from "../support/synthesized.ts";
import { tool } from "../support/tools.ts";

interface Mistake {
  readonly stack: unknown;
  /** What stands around the place that the first finding names, which is before the ▸; blanks count as one. */
  readonly at?: string;
  /** What the first finding says: step, address, file, summary, detail. */
  readonly says: readonly (string | RegExp)[];
}

const folder = (team: object, others: object = {}) =>
  stackConfig({ resource: { grafana_folder: { team, ...others } } });
const dashboard = (config_json: string) =>
  stackConfig({ resource: { grafana_dashboard: { checkout: { config_json } } } });
const good = JSON.stringify(folder({ title: "Payments" }), null, 2);

const mistakes: Readonly<Record<string, Mistake>> = {
  "a wrong argument": {
    stack: folder({ colour: "red", title: "Payments" }),
    at: '"team": { ▸"colour": "red"',
    says: ["grafana_folder.team", 'No argument or block type is named "colour"'],
  },
  "a wrong type": {
    stack: stackConfig({
      resource: {
        sentry_alert: {
          errors: {
            action_filters: [],
            frequency_minutes: "often",
            monitor_ids: ["1"],
            name: "errors",
            organization: "acme",
          },
        },
      },
    }),
    at: '"frequency_minutes": ▸"often"',
    says: ["sentry_alert.errors", '"frequency_minutes": a number is required'],
  },
  "a missing required argument": {
    stack: folder({ uid: "payments" }),
    at: '"team": { "uid": "payments" ▸}',
    says: ["grafana_folder.team", 'The argument "title" is required'],
  },
  "a missing required block": {
    stack: stackConfig({
      resource: { kubernetes_network_policy_v1: { prometheus: { metadata: { name: "prometheus" } } } },
    }),
    at: '"name": "prometheus" } ▸}',
    says: ["kubernetes_network_policy_v1.prometheus", 'At least 1 "spec" blocks'],
  },
  "a cycle": {
    stack: folder(
      { title: "${grafana_folder.other.title}" },
      { other: { title: "${grafana_folder.team.title}" } },
    ),
    says: [/Cycle: (?=.*grafana_folder\.other)(?=.*grafana_folder\.team)/],
  },
  "an unescaped reference": {
    stack: dashboard('{"uid":"${datasource}"}'),
    at: '{\\"uid\\":\\▸"${datasource}',
    says: ["grafana_dashboard.checkout", "Invalid reference"],
  },
  "an unescaped directive": {
    stack: dashboard('{"title":"%{job}"}'),
    at: '{\\"title\\":\\▸"%{job}',
    says: ["grafana_dashboard.checkout", "Invalid template control keyword"],
  },
  "a duplicate resource": {
    stack: good.replace('"team": {', '"team": { "title": "Orders" },\n      "team": {'),
    at: '"team": ▸{ "title": "Payments"',
    says: ["init", 'A grafana_folder resource named "team" was already declared'],
  },
  "a file that is no JSON": {
    stack: good.slice(0, -3),
    says: ["init", "cdk.tf.json", "No closing brace was found"],
  },
  "parts of the wrong shape": {
    stack: { data: [], module: null, resource: [{ grafana_folder: 1 }], terraform: 7, variable: "x" },
    says: ["init", "cdk.tf.json", "Incorrect JSON value type"],
  },
  "an unknown resource": {
    stack: stackConfig({ resource: { grafana_nonsense: { a: {} } } }),
    at: '"resource": { ▸"grafana_nonsense"',
    says: ['does not support resource type "grafana_nonsense"'],
  },
  "a reference to nothing": {
    stack: folder({ title: "${grafana_folder.nobody.title}" }),
    at: '"title": "${▸grafana_folder.nobody.title}"',
    says: ["grafana_folder.team", "undeclared resource"],
  },
  "a reference to an unknown attribute": {
    stack: folder({ title: "${grafana_folder.other.colour}" }, { other: { title: "Other" } }),
    at: '"title": "${grafana_folder.other▸.colour}"',
    says: ["grafana_folder.team", 'attribute named "colour"'],
  },
  "a module from elsewhere": {
    stack: { ...stackConfig({}), module: { network: { source: "acme/network/aws" } } },
    says: ["init", "module.network", "A module from elsewhere cannot be planned offline"],
  },
  "the state of another stack": {
    stack: stackConfig({ data: { terraform_remote_state: { other: { backend: "s3", config: {} } } } }),
    says: ["init", "data.terraform_remote_state.other", "cannot be read offline"],
  },
  "an unknown provider": {
    stack: stackConfig({ terraform: { required_providers: { aws: { source: "hashicorp/aws" } } } }),
    says: ["init", "The provider hashicorp/aws cannot stand in offline"],
  },
  "an unknown provider that is only implied": {
    stack: stackConfig({ resource: { random_id: { a: { byte_length: 4 } } } }),
    says: ["init", "The provider hashicorp/random cannot stand in offline"],
  },
  "a name that Kubernetes refuses": {
    stack: stackConfig({
      resource: {
        kubernetes_namespace_v1: { shop: { metadata: { labels: { app: "shop" }, name: "Shop_1" } } },
      },
    }),
    at: '"name": ▸"Shop_1"',
    says: ["kubernetes_namespace_v1.shop", '"Shop_1" is no RFC 1123 label'],
  },
  "a custom resource that its definition refuses": {
    stack: stackConfig({
      resource: {
        kubernetes_manifest: {
          rules: {
            manifest: {
              apiVersion: "monitoring.coreos.com/v1",
              kind: "PrometheusRule",
              metadata: { name: "rules", namespace: "monitoring" },
              spec: {
                groups: [{ name: "shop", rules: [{ alert: "Down", expr: "up == 0", keepFor: "5m" }] }],
              },
            },
          },
        },
      },
    }),
    at: '"manifest": ▸{',
    says: ["kubernetes_manifest.rules", "spec.groups[0].rules[0].keepFor: no such field"],
  },
  "an alert with two actions in one": {
    stack: stackConfig({
      resource: {
        sentry_alert: {
          errors: {
            action_filters: [
              { actions: [{ email: { target_type: "issue_owners" }, plugin: {} }], logic_type: "any" },
            ],
            frequency_minutes: 30,
            monitor_ids: ["1"],
            name: "errors",
            organization: "acme",
          },
        },
      },
    }),
    says: ["sentry_alert.errors", "takes exactly one action; this one has email and plugin"],
  },
  "a provisioner": {
    stack: stackConfig({
      resource: { terraform_data: { a: { provisioner: { "local-exec": { command: "true" } } } } },
    }),
    says: ["init", "terraform_data.a", "A resource with a provisioner is not applied offline"],
  },
};
const stackName = (mistake: string) => mistake.replaceAll(" ", "-");

const ways = [
  { program: "terraform", validate: false },
  { program: "terraform", validate: true },
  { program: "tofu", validate: false },
] as const;

describe.each(ways)("planned offline with $program, validate: $validate", ({ program, validate }) => {
  const stacks = Object.entries(mistakes).map(([name, { stack }]) => [stackName(name), stack]);
  const { directory, remove } = writeSynthesized({ ...Object.fromEntries(stacks), good });
  afterAll(remove);
  let plan: Extract<OfflinePlan, { kind: "planned" }>;

  beforeAll(async () => {
    const { path: terraform } = await tool(program);
    const result = await offlinePlan({ synthDir: directory, terraform, apply: true, validate });
    if (result.kind === "nothing") throw new Error(result.reason);
    plan = result;
  });

  it("fails every stack with a mistake and no other", () => {
    expect(plan.ok).toBe(false);
    expect(plan.stacks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(
      Object.keys(mistakes).map(stackName).sort(),
    );
    expect(plan.stacks.filter(({ ok }) => ok).map(({ name }) => name)).toEqual(["good"]);
  });

  it.each(Object.keys(mistakes))("names the place of %s", (mistake) => {
    const stack = plan.stacks.find(({ name }) => name === stackName(mistake));
    const said = stack?.diagnostics[0] === undefined ? "" : line(stack.diagnostics[0]);
    for (const part of mistakes[mistake]?.says ?? []) {
      if (typeof part === "string") expect(said).toContain(part);
      else expect(said).toMatch(part);
    }
    expect(said).not.toBe("");
    const { at } = mistakes[mistake] ?? {};
    if (at !== undefined) expect(marked(stack?.diagnostics[0]?.range)).toContain(at);
    expect(stack?.changes).toBeNull();
  });
});

function line({ address, detail, range, step, summary }: PlanDiagnostic): string {
  if (range !== null) expect(existsSync(range.file)).toBe(true);
  const place = range === null ? "" : ` ${range.file}`;
  return `${step}: ${address ?? ""}${place}: ${summary}: ${detail}`;
}

/** A file with a mark at a place in it, each run of blanks as one. */
function marked(range: PlanDiagnostic["range"] | undefined): string {
  if (!range) return "";
  const lines = readFileSync(range.file, "utf8").split("\n");
  const line = lines[range.line - 1] ?? "";
  lines[range.line - 1] = `${line.slice(0, range.column - 1)}▸${line.slice(range.column - 1)}`;
  return lines.join("\n").replace(/\s+/g, " ");
}
