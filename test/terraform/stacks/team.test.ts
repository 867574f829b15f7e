import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { stackOf } from "../../support/stack.ts";
import { artifactsOf, environmentArtifacts, teamArtifacts } from "../../support/terraform.ts";

const team = teamArtifacts();
const { data, resource } = stackOf(artifactsOf(), "production-team-payments");
const read = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll("$${", () => "${")
      .replaceAll("%%{", () => "%{"),
  );

describe("the stack of a team", () => {
  test("has its folder, which is kept while somebody else's dashboards are in it", () => {
    expect(read(resource?.grafana_folder)).toEqual({
      payments: {
        prevent_destroy_if_not_empty: true,
        title: "Payments ${y}",
        uid: "production-team-payments",
      },
    });
  });

  test("has each dashboard in the schema that it is in", () => {
    const folder = "${grafana_folder.payments.uid}";
    const [classic, second] = team.dashboards;
    const { config_json, ...rest } = resource?.grafana_dashboard?.["service-checkout"] ?? {};
    const v2 = resource?.grafana_apps_dashboard_dashboard_v2?.["service-orders"] as Record<
      "metadata" | "spec",
      Record<string, string>
    >;

    expect(rest).toEqual({ folder, overwrite: true });
    expect(read(config_json)).toBe(classic?.json);
    expect(v2.metadata).toEqual({ folder_uid: folder, uid: second?.uid });
    expect(read(v2.spec.json)).toBe(second?.json);
  });

  test("has rules and scrape targets whose every field a plan shows", () => {
    const [rules] = team.prometheusRules;
    const manifests = Object.values(resource?.kubernetes_manifest ?? {});

    expect(read(manifests.map(({ manifest }) => manifest))).toEqual([
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PrometheusRule",
        metadata: { labels: rules?.labels, name: rules?.name, namespace: rules?.namespace },
        spec: { groups: rules?.groups },
      },
      team.serviceMonitors[0],
    ]);
    for (const { field_manager: manager } of manifests) {
      expect(manager).toEqual({ force_conflicts: true, name: "crowsnest" });
    }
  });

  test("has its rules on logs as a file of YAML", () => {
    const map = resource?.kubernetes_config_map_v1?.["monitoring_production-payments-log-rules"];
    const files = map?.data as Record<string, string>;

    expect(Object.keys(files)).toEqual(["payments.yaml"]);
    expect(parse(read(files["payments.yaml"]))).toEqual({ groups: team.logRules?.groups });
  });

  test("has no part of what the team does not use", () => {
    const artifacts = artifactsOf(
      environmentArtifacts({ teams: [teamArtifacts({ dashboards: [], errors: null, logRules: null })] }),
    );
    const stack = stackOf(artifacts, "production-team-payments");

    expect(Object.keys(stack.resource ?? {})).toEqual(["grafana_folder", "kubernetes_manifest"]);
    expect(Object.keys(stack.provider)).toEqual(["grafana", "kubernetes"]);
  });
});

describe("error tracking", () => {
  test("is not asked for a monitor before its project is there", () => {
    expect(data?.sentry_project_error_monitor?.checkout?.project).toBe(
      "${sentry_project.checkout.internal_id}",
    );
  });

  test("uses nothing that Sentry retires, and one filter an alert", () => {
    expect(Object.keys(resource ?? {}).filter((type) => type.startsWith("sentry_"))).toEqual([
      "sentry_alert",
      "sentry_key",
      "sentry_metric_monitor",
      "sentry_project",
      "sentry_team",
    ]);
    for (const { action_filters: filters } of Object.values(resource?.sentry_alert ?? {})) {
      expect(filters).toHaveLength(1);
    }
  });

  test("tells a channel by its name without the sign, which Sentry drops", () => {
    expect(resource?.sentry_alert?.checkout_issues?.action_filters).toEqual([
      {
        actions: [{ slack: { channel_id: "C1", channel_name: "payments", integration_id: "42" } }],
        conditions: [],
        logic_type: "all",
      },
    ]);
  });

  test("tells the team by mail when it has no channel", () => {
    const { errors } = team;
    const mail = errors === null ? null : { ...errors, channel: { kind: "email" } as const };
    const stack = stackOf(
      artifactsOf(environmentArtifacts({ teams: [teamArtifacts({ errors: mail })] })),
      "production-team-payments",
    );

    expect(stack.resource?.sentry_alert?.checkout_spike?.action_filters).toEqual([
      {
        actions: [{ email: { target_id: "${sentry_team.payments.internal_id}", target_type: "team" } }],
        conditions: [],
        logic_type: "all",
      },
    ]);
  });

  test("hands the DSN over without writing it down, and again when the key is another one", () => {
    expect(resource?.kubernetes_secret_v1).toMatchInlineSnapshot(`
      {
        "shop_checkout-sentry": {
          "data_wo": {
            "SENTRY_DSN": "\${sentry_key.checkout.dsn["public"]}",
          },
          "data_wo_revision": "\${parseint(substr(sha256(sentry_key.checkout.id), 0, 12), 16)}",
          "metadata": {
            "labels": {
              "app.kubernetes.io/managed-by": "crowsnest",
            },
            "name": "checkout-sentry",
            "namespace": "shop",
          },
          "type": "Opaque",
        },
      }
    `);
  });
});
