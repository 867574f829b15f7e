import type { EnvironmentArtifacts, RecordingRule, RuleGroup } from "../../src/artifacts/index.ts";
import { type PanelRequest, panelRequests } from "../../src/preview/queries.ts";
import { isComparison, type PromqlExpr, parsePromql, printPromql } from "../../src/query/promql/index.ts";
import type { ResolvedEnvironment } from "../../src/workspace/index.ts";
import { Prometheus } from "../slo/prometheus.ts";
import { record } from "../slo/recorded.ts";
import type { WrittenSeries } from "../slo/remote-write.ts";
import { exposedSeries } from "./exposed.ts";
import { labelValues } from "./label-values.ts";

/** When the traffic begins, in seconds since 1970. */
export const START = Date.UTC(2025, 5, 2) / 1_000;
/** How long the traffic lasts. */
export const HOURS = 3;
const SCRAPE_SECONDS = 15;
const EVALUATION_SECONDS = 60;
/** The last moment of which rules have recorded everything. */
const END = START + HOURS * 3_600 - EVALUATION_SECONDS;

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
  return await askPanels(prometheus, artifacts);
}

/** Puts the same queries to a Prometheus that {@link writeExample} has written to, from {@link START} on. */
export async function askPanels(
  prometheus: Prometheus,
  artifacts: EnvironmentArtifacts,
): Promise<PanelAnswers> {
  const requests = panelRequests(artifacts);
  const end = END;
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

/** How what alerts compare fared on a real Prometheus. */
export interface AlertAnswers {
  readonly asked: number;
  readonly failed: readonly string[];
  readonly empty: readonly string[];
}

/**
 * Puts the alerts that services declare to a Prometheus that {@link writeExample} has written to: the rule's own
 * expression, which must not fail, and without its thresholds, so that it has an answer whether it fires or not.
 */
export async function askAlerts(
  prometheus: Prometheus,
  artifacts: EnvironmentArtifacts,
): Promise<AlertAnswers> {
  const groups = artifacts.teams.flatMap(({ prometheusRules }) =>
    prometheusRules.flatMap((object) => object.groups),
  );
  const alerts = groups
    .filter(({ name }) => /\.alerts(?:\.urgent)?$/.test(name))
    .flatMap(({ rules }) => rules.filter((rule) => "alert" in rule));
  const failed: string[] = [];
  const empty: string[] = [];
  for (const { alert, expr } of alerts) {
    try {
      await prometheus.query(expr, END);
      const { expr: parsed } = parsePromql(expr);
      const compared = parsed === undefined ? expr : printPromql(withoutThresholds(parsed));
      const { series } = await prometheus.query(compared, END);
      if (!series.some(({ values }) => values.some((value) => !Number.isNaN(value)))) {
        empty.push(`${alert}: ${compared}`);
      }
    } catch (error) {
      failed.push(`${alert}: ${String(error)}`);
    }
  }
  return { asked: alerts.length, failed, empty };
}

function withoutThresholds(expr: PromqlExpr): PromqlExpr {
  if (expr.kind !== "binary") {
    return expr;
  }
  return isComparison(expr.operator)
    ? expr.left
    : { ...expr, left: withoutThresholds(expr.left), right: withoutThresholds(expr.right) };
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

/**
 * `ALERTS` as Prometheus writes it, without waiting for an alert to be true: one of each severity fires for each
 * service, so that nothing that shows alerts is empty.
 */
function firingAlerts(groups: readonly RuleGroup[], times: readonly number[]): readonly WrittenSeries[] {
  const series = new Map<string, WrittenSeries>();
  for (const { rules } of groups) {
    for (const rule of rules) {
      if ("alert" in rule) {
        const labels = { ...rule.labels, __name__: "ALERTS", alertname: rule.alert, alertstate: "firing" };
        const { environment = "", service = "", severity = "" } = rule.labels;
        const key = JSON.stringify([environment, service, severity]);
        if (!series.has(key)) {
          series.set(key, { labels, times, values: times.map(() => 1) });
        }
      }
    }
  }
  return [...series.values()];
}
