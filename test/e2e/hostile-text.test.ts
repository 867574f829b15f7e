import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { toYaml } from "../../src/artifacts/index.ts";
import { offlinePlan } from "../../src/plan/index.ts";
import { synthesize } from "../../src/terraform/index.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { artifactsOf, environmentArtifacts } from "../support/terraform.ts";
import { tool } from "../support/tools.ts";

interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: { readonly after: Record<string, unknown> };
  }[];
}

const environment = environmentArtifacts();
const [team] = environment.teams;

describe.each(["terraform", "tofu"] as const)("text with meaning to %s, in every stack", (program) => {
  let terraform = "";
  beforeAll(async () => {
    terraform = (await tool(program)).path;
  });

  test("is applied as it was written, and a second plan is empty", async () => {
    const synthDir = join(temporaryFolder(), "out");
    const planDirectory = temporaryFolder();
    const { stacks } = synthesize(artifactsOf(environment), synthDir);
    const plan = await offlinePlan({ apply: true, planDirectory, synthDir, terraform, validate: true });

    expect(plan.kind === "planned" ? plan.stacks.flatMap(({ diagnostics }) => diagnostics) : plan).toEqual(
      [],
    );
    expect(plan.ok).toBe(true);

    const values = new Map(
      stacks.flatMap(({ name }) => {
        const text = readFileSync(join(planDirectory, `${name}.plan.json`), "utf8");
        const { resource_changes: changes }: Plan = JSON.parse(text);
        return changes.map(({ address, change }) => [`${name}/${address}`, change.after]);
      }),
    );
    const ofTeam = (address: string) => values.get(`production-team-payments/${address}`);
    const [rules] = team?.prometheusRules ?? [];

    expect(ofTeam("grafana_folder.payments")?.title).toBe("Payments ${y}");
    expect(ofTeam("grafana_dashboard.service-checkout")?.config_json).toBe(team?.dashboards[0]?.json);
    expect(ofTeam("grafana_apps_dashboard_dashboard_v2.service-orders")?.spec).toMatchObject({
      json: team?.dashboards[1]?.json,
      tags: ["${tag}"],
    });
    expect(
      ofTeam("kubernetes_manifest.PrometheusRule_monitoring_production-payments")?.manifest,
    ).toMatchObject({
      spec: { groups: rules?.groups },
    });
    expect(ofTeam("kubernetes_config_map_v1.monitoring_production-payments-log-rules")?.data).toEqual({
      "payments.yaml": toYaml({ groups: team?.logRules?.groups as never }),
    });
    expect(ofTeam("sentry_project.checkout")?.name).toBe("Checkout ${x}");
    expect(values.get("production-platform/helm_release.monitoring_loki")?.values).toEqual([
      JSON.stringify(environment.platform.releases[0]?.values),
    ]);
  });
});
