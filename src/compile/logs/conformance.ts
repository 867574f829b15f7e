import type { AlertingRule, RecordingRule, RuleGroup } from "../../artifacts/index.ts";
import type { Duration } from "../../query/promql/index.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { BREAKS_METRIC, LINES_METRIC } from "./counters.ts";
import { elasticsearchHealthRules } from "./elasticsearch/health.ts";

/** Share of a service's lines that must keep their contract over 30 days, as a budget of those that may not. */
const BUDGET = "0.01";
/** Name of the SLO that every service with logs has. */
const SLO = "log-conformance";
const BY = "by (environment, service, team)";

/**
 * When the budget burns too fast, over which windows: the workbook's two tiers of tickets. Nobody is woken for how
 * a line looks.
 *
 * Source: https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
const TIERS: readonly { readonly burn: number; readonly long: Duration; readonly short: Duration }[] = [
  { burn: 3, long: "1d", short: "2h" },
  { burn: 1, long: "3d", short: "6h" },
];

/**
 * Rules on logs that hold for all services at once: the SLO of lines that keep their contract, and alerts on the
 * collectors themselves. They are few however many services there are: whose a series is, its labels say.
 */
export function logPipelineRules(environment: ResolvedEnvironment): readonly RuleGroup[] {
  const { name, platform } = environment;
  const own = { environment: name, severity: "warning", team: platform.team };
  return [
    {
      // One group, which evaluates in order: an alert reads what was recorded just before.
      name: "log-conformance",
      rules: [
        ...TIERS.flatMap(({ long, short }) => [ratio(short), ratio(long)]),
        ...TIERS.map(conformanceAlert),
      ],
    },
    {
      name: "log-shipping",
      rules: [refused(own, platform.logs?.kind === "elk" ? "Elasticsearch" : "Loki"), filling(own)],
    },
    ...(platform.logs?.kind === "elk" ? [elasticsearchHealthRules(environment)] : []),
  ];
}

function ratioName(window: Duration): string {
  return `slo:log_conformance_errors:ratio_rate${window}`;
}

/** A service that never broke its contract has no series of breaks; its ratio is zero all the same. */
function ratio(window: Duration): RecordingRule {
  const lines = `sum ${BY} (rate(${LINES_METRIC}[${window}]))`;
  const breaks = `sum ${BY} (rate(${BREAKS_METRIC}[${window}]))`;
  return {
    expr: `((${breaks}) or 0 * (${lines})) / ((${lines}) > 0)`,
    labels: { slo: SLO },
    record: ratioName(window),
  };
}

function conformanceAlert({ burn, long, short }: (typeof TIERS)[number]): AlertingRule {
  const above = (window: Duration) => `${ratioName(window)} > ${burn} * ${BUDGET}`;
  return {
    alert: "LogContractBroken",
    annotations: {
      description: `{{ $value | humanizePercentage }} of its lines over ${long} break the contract; the attribute crowsnest.contract.breaks of a line says how, and so does crowsnest logs check.`,
      summary: "{{ $labels.service }} writes lines that break its log contract",
    },
    expr: `${above(long)} and ${above(short)}`,
    for: "15m",
    labels: { severity: "warning", slo: SLO, window: long },
  };
}

/** What is turned away for good is lost: the collector tries everything else again. */
function refused(labels: Readonly<Record<string, string>>, store: string): AlertingRule {
  return {
    alert: "LogLinesRefused",
    annotations: {
      description:
        "{{ $value | humanize }} lines a second of {{ $labels.pod }} were turned away and are lost.",
      summary: `${store} refuses lines`,
    },
    expr: "sum by (namespace, pod) (rate(otelcol_exporter_send_failed_log_records_total[10m])) > 0",
    for: "10m",
    labels,
  };
}

/** A full queue stops the reading of files, and files that the kubelet rotates away are lost. */
function filling(labels: Readonly<Record<string, string>>): AlertingRule {
  return {
    alert: "LogQueueFilling",
    annotations: {
      description:
        "The queue of {{ $labels.pod }} is {{ $value | humanizePercentage }} full: lines come faster than they are taken.",
      summary: "Lines wait on a node",
    },
    expr: 'max by (namespace, pod) (otelcol_exporter_queue_size{data_type="logs"} / (otelcol_exporter_queue_capacity{data_type="logs"} > 0)) > 0.5',
    for: "10m",
    labels,
  };
}
