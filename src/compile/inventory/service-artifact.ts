import type {
  BurnRateTierArtifact,
  MetricArtifact,
  ServiceArtifact,
  SloArtifact,
} from "../../artifacts/index.ts";
import type { AlertPolicy, Metric, Slo } from "../../definitions/index.ts";
import { durationSeconds } from "../../query/promql/index.ts";
import type { ResolvedService } from "../../workspace/index.ts";
import { importedName } from "../dashboards/imported.ts";
import { decimal, multiply, printDecimal, shiftLeft } from "../slos/decimal.ts";
import { objectiveRatios } from "../slos/objective.ts";
import { sloPlan } from "../slos/plan.ts";
import { indicatorWords } from "./indicator-words.ts";

/** What a service is, in the words of its definition. */
export function serviceArtifact(service: ResolvedService): ServiceArtifact {
  const { errors, logs } = service;
  return {
    component: service.component,
    dashboards: [
      ...(service.dashboards ?? []).map(importedName),
      `service-${service.name}`,
      ...(service.slos.length > 0 ? [`slos-${service.name}`] : []),
    ],
    dependents: service.dependents,
    dependsOn: service.dependsOn,
    description: service.description ?? null,
    displayName: service.displayName,
    errorProject: errors === undefined ? null : `${errors.project}-${service.environment}`,
    links: service.links.map(({ title, url }) => ({ title, url })),
    logs:
      logs === undefined
        ? null
        : {
            format: typeof logs.format === "string" ? logs.format : logs.format.kind,
            retention: logs.retention,
          },
    metrics: Object.values(service.metrics)
      .map(metricArtifact)
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    name: service.name,
    namespace: service.namespace,
    requiredPillars: service.requiredPillars ?? [],
    runbooks: service.runbooks ?? null,
    scrapeInterval: service.scrape.interval,
    slos: service.slos.map((slo) => sloArtifact(slo, service.policy)),
    tier: service.tier,
    waivers: (service.waivers ?? []).map(({ pillar, reason, until }) => ({ pillar, reason, until })),
  };
}

function metricArtifact({ help, kind, labels, name }: Metric): MetricArtifact {
  return { help: help ?? null, kind, labels, name };
}

function sloArtifact(slo: Slo, policy: AlertPolicy): SloArtifact {
  const { description, name, objective, window } = slo;
  return {
    budgetMinutes: budgetMinutes(objective, window),
    description: description ?? null,
    indicator: indicatorWords(slo),
    name,
    objective,
    tiers: sloPlan(policy, window).tiers.map(({ tier, factor }): BurnRateTierArtifact => {
      const { long, name: tierName, short, severity } = tier;
      return { factor, long, name: tierName, severity, short };
    }),
    window,
  };
}

/** The budget as minutes of a total outage at even traffic. */
function budgetMinutes(objective: string, window: string): string {
  const tenthsOfMinutes = decimal(String(Math.round(durationSeconds(window) / 6)));
  return printDecimal(multiply(decimal(objectiveRatios(objective).budget), shiftLeft(tenthsOfMinutes, 1)));
}
