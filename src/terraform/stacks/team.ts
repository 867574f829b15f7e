import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1/index.js";
import type { Construct } from "constructs";
import {
  type DashboardArtifact,
  type EnvironmentArtifacts,
  type JsonValue,
  type KubernetesObject,
  type LogRulesArtifact,
  type PrometheusRuleArtifact,
  type TeamArtifacts,
  toYaml,
} from "../../artifacts/index.ts";
import { literal } from "../engine/literal.ts";
import { logicalId, withId } from "../engine/logical-id.ts";
import { GrafanaDashboard, GrafanaDashboardV2, GrafanaFolder } from "../grafana/index.ts";
import { addManifest } from "../kubernetes/manifest.ts";
import { addProviders } from "../providers.ts";
import { addErrors } from "./errors.ts";
import { addKibana } from "./logs.ts";

/** What a team owns: rules, scrape targets, its folder with dashboards, rules on logs or a space in Kibana, and error tracking. */
export function fillTeam(scope: Construct, environment: EnvironmentArtifacts, team: TeamArtifacts): void {
  const { dashboards, errors, folder, kibana, logRules, prometheusRules, serviceMonitors } = team;
  addProviders(scope, environment, [
    "grafana",
    "kubernetes",
    ...(errors === null ? [] : (["sentry"] as const)),
    ...(kibana === null ? [] : (["elasticstack"] as const)),
  ]);

  const grafanaFolder = new GrafanaFolder(scope, logicalId(team.team), {
    title: literal(folder.title),
    uid: literal(folder.uid),
  });
  for (const dashboard of dashboards) {
    addDashboard(scope, dashboard, grafanaFolder);
  }
  for (const rules of prometheusRules) {
    addManifest(scope, prometheusRule(rules));
  }
  for (const monitor of serviceMonitors) {
    addManifest(scope, monitor);
  }
  if (logRules !== null) {
    addLogRules(scope, logRules);
  }
  if (kibana !== null) {
    addKibana(scope, team.team, kibana);
  }
  if (errors !== null) {
    addErrors(scope, team.team, errors);
  }
}

function addDashboard(
  scope: Construct,
  { json, name, schema, tags, title, uid }: DashboardArtifact,
  folder: GrafanaFolder,
): void {
  const id = logicalId(name);
  if (schema === "v2") {
    new GrafanaDashboardV2(scope, id, {
      metadata: { folder_uid: folder.uid, uid: literal(uid) },
      spec: { json: literal(json), tags: literal(tags), title: literal(title) },
    });
  } else {
    new GrafanaDashboard(scope, id, { config_json: literal(json), folder: folder.uid });
  }
}

function prometheusRule({ groups, labels, name, namespace }: PrometheusRuleArtifact): KubernetesObject {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { labels, name, namespace },
    spec: { groups: groups as unknown as JsonValue },
  };
}

function addLogRules(
  scope: Construct,
  { annotations, fileName, groups, labels, name, namespace }: LogRulesArtifact,
): void {
  const id = logicalId(namespace, name);
  withId(
    new ConfigMapV1(scope, `kubernetes_config_map_v1.${id}`, {
      data: literal({ [fileName]: toYaml({ groups: groups as unknown as JsonValue }) }),
      metadata: {
        annotations: literal(annotations),
        labels: literal(labels),
        name: literal(name),
        namespace: literal(namespace),
      },
    }),
    id,
  );
}
