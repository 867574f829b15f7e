import type { EnvironmentArtifacts, RecordingRule, RuleGroup } from "../../src/artifacts/index.ts";
import { type PanelRequest, panelRequests } from "../../src/preview/queries.ts";
import type { ResolvedEnvironment } from "../../src/workspace/index.ts";
import { Prometheus } from "../slo/prometheus.ts";
import { record } from "../slo/recorded.ts";
import type { WrittenSeries } from "../slo/remote-write.ts";
import { exposedSeries } from "./exposed.ts";
import { labelValues } from "./label-values.ts";

const START = Date.UTC(2025, 5, 2) / 1_000;
/** How long the traffic lasts. */
export const HOURS = 3;
const SCRAPE_SECONDS = 15;
const EVALUATION_SECONDS = 60;

/** How the panels of an environment fared on a real Prometheus. */
export interface PanelAnswers {
  readonly asked: number;
  readonly failed: readonly { readonly request: PanelRequest; readonly reason: string }[];
  readonly empty: readonly PanelRequest[];
  /** Legends that name a label which the series lack, or that two series of one query share. */
  readonly illegible: readonly PanelRequest[];
  /** Queries on the platform's own metrics, which only real servers expose. */
  readonly notAsked: number;
}

/**
 * Puts every query of every panel to a real Prometheus that holds three hours of what the services expose, and what
 * the rules record of it. Every alert fires once for each service, for the tables of alerts.
 */
export async function panelAnswers(
  environment: ResolvedEnvironment,
  artifacts: EnvironmentArtifacts,
): Promise<PanelAnswers> {
  await using prometheus = await Prometheus.start();
  await writeExample(prometheus, environment, artifacts, START);
  const requests = panelRequests(artifacts);
  const end = START + HOURS * 3_600 - EVALUATION_SECONDS;
  const platform = artifacts.teams
    .flatMap(({ dashboards }) => dashboards)
    .find(({ name }) => name === "platform");
  const own = requests.filter(({ dashboard }) => dashboard !== platform?.uid);
  const failed: { request: PanelRequest; reason: string }[] = [];
  const empty: PanelRequest[] = [];
  const illegible: PanelRequest[] = [];
  for (const request of own) {
    try {
      const series =
        request.kind === "timeseries"
          ? await prometheus.range(request.expr, end - 1_800, end, EVALUATION_SECONDS)
          : (await prometheus.query(request.expr, end)).series;
      if (!series.some(({ values: numbers }) => numbers.some((value) => !Number.isNaN(value)))) {
        empty.push(request);
      }
      if (request.kind === "timeseries" && !isLegible(request.query.legend, series)) {
        illegible.push(request);
      }
    } catch (error) {
      failed.push({ request, reason: String(error) });
    }
  }
  return { asked: own.length, failed, empty, illegible, notAsked: requests.length - own.length };
}

/** Whether a legend tells the series of a query apart, by labels that they have. */
function isLegible(
  legend: string,
  series: readonly { readonly metric: Readonly<Record<string, string>> }[],
): boolean {
  const labels = [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label = ""]) => label);
  const texts = series.map(({ metric }) => labels.map((label) => metric[label] ?? "").join(" "));
  const known = series.every(({ metric }) => labels.every((label) => Object.hasOwn(metric, label)));
  return known && new Set(texts).size === texts.length;
}

/**
 * Writes three hours of what the services of an environment expose, and what its rules record of it.
 *
 * @param start seconds since 1970, a whole minute
 */
export async function writeExample(
  prometheus: Prometheus,
  environment: ResolvedEnvironment,
  artifacts: EnvironmentArtifacts,
  start: number,
): Promise<void> {
  const groups = artifacts.teams.flatMap(({ prometheusRules }) =>
    prometheusRules.flatMap((object) => object.groups),
  );
  const rules = groups.flatMap((group) => group.rules);
  const asked = panelRequests(artifacts).map(({ expr }) => expr);
  const values = labelValues([...rules.map(({ expr }) => expr), ...asked]);
  const scrapes = Array.from(
    { length: (HOURS * 3_600) / SCRAPE_SECONDS },
    (_, index) => (start + index * SCRAPE_SECONDS) * 1_000,
  );
  for (const service of environment.teams.flatMap(({ services }) => services)) {
    await prometheus.write(exposedSeries(service, values, scrapes));
  }
  const end = start + HOURS * 3_600 - EVALUATION_SECONDS;
  await record(prometheus, recordingRules(groups), start, end, EVALUATION_SECONDS);
  await prometheus.write(firingAlerts(groups, scrapes));
}

function recordingRules(groups: readonly RuleGroup[]): readonly RecordingRule[] {
  return groups.flatMap(({ rules }) => rules.filter((rule) => "record" in rule));
}

/** `ALERTS` as Prometheus writes it for an alert that fires, without waiting for one to be true. */
function firingAlerts(groups: readonly RuleGroup[], times: readonly number[]): readonly WrittenSeries[] {
  const series = new Map<string, WrittenSeries>();
  for (const { rules } of groups) {
    for (const rule of rules) {
      if ("alert" in rule) {
        const labels = { ...rule.labels, __name__: "ALERTS", alertname: rule.alert, alertstate: "firing" };
        series.set(JSON.stringify(labels), { labels, times, values: times.map(() => 1) });
      }
    }
  }
  return [...series.values()];
}
