import type { LogRulesArtifact, RuleGroup } from "../../artifacts/index.ts";
import { equals, printMatchers } from "../../query/promql/index.ts";
import {
  kubernetesName,
  objectLabels,
  type ResolvedEnvironment,
  type ResolvedService,
  type ResolvedTeam,
} from "../../workspace/index.ts";
import { sloLogRuleGroups } from "../slos/index.ts";
import { logAlertGroup } from "./log-alerts.ts";
import { RULES_FOLDER_ANNOTATION, RULES_LABEL, RULES_LABEL_VALUE, tenantFolder } from "./rules-folder.ts";

/**
 * Loki's rules of a team: an alert on the error lines of each service that declares logs, and what its
 * SLOs on log lines record. `null` when there is nothing to load.
 */
export function logRules(environment: ResolvedEnvironment, team: ResolvedTeam): LogRulesArtifact | null {
  const { logs: loki, namespaces } = environment.platform;
  const groups = team.services.flatMap((service) => [
    ...alertGroups(environment, service),
    ...sloLogRuleGroups(service),
  ]);
  if (loki?.kind !== "loki" || groups.length === 0) {
    return null;
  }
  const name = kubernetesName(environment.name, team.name, "log-rules");
  return {
    annotations: { [RULES_FOLDER_ANNOTATION]: tenantFolder(loki.tenant) },
    // All teams' files end in the tenant's folder: their names must differ.
    fileName: `${name}.yaml`,
    groups,
    labels: sorted({ ...objectLabels(environment.name, team.name), [RULES_LABEL]: RULES_LABEL_VALUE }),
    name,
    namespace: namespaces.logging,
    tenant: loki.tenant,
  };
}

function alertGroups(environment: ResolvedEnvironment, service: ResolvedService): readonly RuleGroup[] {
  const { logs } = service;
  if (logs === undefined) {
    return [];
  }
  const { above, within } = logs.errors;
  const errors = `sum(count_over_time(${errorLines(service)} [${within}])) > ${above}`;
  return [
    logAlertGroup(
      environment,
      service,
      logs,
      errors,
      ({ lines, within: window }) =>
        `count_over_time(${[stream(service), lines.trim()].filter((part) => part !== "").join(" ")} [${window}])`,
    ),
  ];
}

/** LogQL for a service's lines. */
function stream({ environment, name }: ResolvedService): string {
  return printMatchers([equals("deployment_environment_name", environment), equals("service_name", name)]);
}

/** LogQL for a service's lines of severity ERROR or FATAL. */
function errorLines(service: ResolvedService): string {
  return `${stream(service)} | severity_text=~"ERROR|FATAL"`;
}

function sorted(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
