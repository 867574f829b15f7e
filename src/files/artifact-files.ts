import {
  type Artifacts,
  type EnvironmentArtifacts,
  type HelmReleaseArtifact,
  type JsonObject,
  type JsonValue,
  type TeamArtifacts,
  toYaml,
} from "../artifacts/index.ts";
import { elasticsearchBodies } from "./elasticsearch-files.ts";
import { namespaceObject, networkPolicyObject } from "./kubernetes-objects.ts";
import type { OutputFile } from "./write-tree.ts";

/**
 * Every artifact as a file in the format of the system that reads it, sorted by path: what goes into a cluster can be
 * read, compared and given to `promtool` and `amtool` without Terraform.
 */
export function artifactFiles(artifacts: Artifacts): readonly OutputFile[] {
  const files = artifacts.environments.flatMap((environment) =>
    environmentFiles(environment).map(({ path, content }) => ({
      path: `${environment.environment}/${path}`,
      content,
    })),
  );
  return sorted(files);
}

function environmentFiles(environment: EnvironmentArtifacts): readonly OutputFile[] {
  const { alerting, crds, elasticsearch, hostCollectors, platform, teams } = environment;
  return [
    yamlFile("alertmanager/alertmanager.yaml", alerting.config),
    ...Object.entries(alerting.templates).map(([name, content]) => ({
      path: `alertmanager/templates/${name}`,
      content,
    })),
    ...platform.namespaces.map((namespace) =>
      yamlFile(`kubernetes/namespaces/${namespace.name}.yaml`, namespaceObject(namespace)),
    ),
    ...platform.networkPolicies.map((policy) =>
      yamlFile(
        `kubernetes/networkpolicies/${policy.namespace}.${policy.name}.yaml`,
        networkPolicyObject(policy),
      ),
    ),
    ...[...crds, ...platform.releases, ...(elasticsearch?.releases ?? [])].flatMap(releaseFiles),
    ...(elasticsearch === null ? [] : elasticsearchBodies(elasticsearch)).map(([path, body]) =>
      jsonFile(path, body),
    ),
    ...hostCollectors.map(({ config, service }) => yamlFile(`collector/hosts/${service}.yaml`, config)),
    ...teams.flatMap(teamFiles),
  ];
}

function releaseFiles({ chart, name, values }: HelmReleaseArtifact): readonly OutputFile[] {
  const collector =
    chart === "opentelemetry-collector" ? (values.alternateConfig ?? values.config) : undefined;
  return [
    yamlFile(`platform/values/${name}.yaml`, values),
    ...(collector === undefined ? [] : [yamlFile(`collector/${name}.yaml`, collector)]),
  ];
}

function teamFiles(team: TeamArtifacts): readonly OutputFile[] {
  const { logRules } = team;
  return [
    ...team.prometheusRules.map(({ name, groups }) =>
      yamlFile(`prometheus/rules/${name}.yaml`, { groups: groups as unknown as JsonValue }),
    ),
    ...(logRules === null
      ? []
      : [
          yamlFile(`loki/rules/${logRules.tenant}/${logRules.fileName}`, {
            groups: logRules.groups as unknown as JsonValue,
          }),
        ]),
    ...team.dashboards.map(({ name, json }) =>
      jsonFile(`grafana/dashboards/${team.team}/${name}.json`, JSON.parse(json)),
    ),
    ...team.serviceMonitors.map((monitor) =>
      yamlFile(
        `kubernetes/${monitor.kind.toLowerCase()}s/${monitor.metadata.name}.yaml`,
        monitor as unknown as JsonObject,
      ),
    ),
    ...(team.kibana === null
      ? []
      : [
          {
            path: `kibana/${team.team}.ndjson`,
            content: team.kibana.savedObjects.map((object) => `${JSON.stringify(object)}\n`).join(""),
          },
        ]),
    ...(team.errors === null
      ? []
      : [jsonFile(`sentry/${team.team}.json`, team.errors as unknown as JsonObject)]),
  ];
}

function yamlFile(path: string, value: JsonValue): OutputFile {
  return { path, content: toYaml(value) };
}

function jsonFile(path: string, value: JsonValue): OutputFile {
  return { path, content: `${JSON.stringify(value, null, 2)}\n` };
}

function sorted(files: readonly OutputFile[]): readonly OutputFile[] {
  const byPath = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const twice = byPath.find(({ path }, index) => index > 0 && byPath[index - 1]?.path === path);
  if (twice !== undefined) {
    throw new Error(`two artifacts would be the file ${twice.path}`);
  }
  return byPath;
}
