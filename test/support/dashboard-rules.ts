import { promqlErrors, promqlNodes } from "./promql-grammar.ts";

/** What a test needs of a panel in the classic schema. */
export interface ClassicPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly options?: { readonly content?: string };
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly fieldConfig?: {
    readonly defaults: { readonly unit?: string };
    readonly overrides: readonly { readonly properties: readonly { readonly id: string }[] }[];
  };
  readonly targets?: readonly { readonly datasource: { readonly type: string }; readonly expr: string }[];
}

interface ClassicVariable {
  readonly name: string;
  readonly type: string;
  readonly label: string;
  readonly refresh: number;
  readonly query: unknown;
  readonly datasource?: { readonly uid: string };
  readonly multi?: boolean;
  readonly allValue?: string;
}

/** What a test needs of a dashboard in the classic schema. */
export interface ClassicModel {
  readonly uid: string;
  readonly title: string;
  readonly editable: boolean;
  readonly panels: readonly ClassicPanel[];
  readonly annotations: { readonly list: readonly { readonly target?: unknown }[] };
  readonly templating: { readonly list: readonly ClassicVariable[] };
}

const WITH_DATA = ["stat", "table", "timeseries", "gauge"];
/** Series of rules, which have been aggregated: they carry no `job` and no `instance`. */
// What the cluster says of pods has the cluster's jobs; a join with the chosen targets narrows it.
const AGGREGATED = /^(ALERTS$|slo:|crowsnest_|container_|kube_|kubelet_)/;

/**
 * What breaks a rule of grafana/dashboard-linter, as "rule: where". Of its seventeen, the one on LogQL and the one
 * on LogQL's ranges are not here; the one on counters tests the metric's name, which its own does not.
 *
 * @param gauges metrics that are called like counters but are none
 *
 * @see https://github.com/grafana/dashboard-linter/blob/main/docs/index.md
 */
export function brokenRules(
  dashboard: ClassicModel,
  gauges: ReadonlySet<string> = new Set(),
): readonly string[] {
  return [
    ...(dashboard.editable ? ["uneditable-dashboard: editable"] : []),
    ...variableRules(dashboard.templating.list),
    ...dashboard.panels.filter(({ type }) => type !== "row").flatMap((panel) => panelRules(panel, gauges)),
  ];
}

function variableRules(variables: readonly ClassicVariable[]): readonly string[] {
  const broken: string[] = [];
  const sources = variables.filter(({ type }) => type === "datasource");
  if (sources.length === 0) {
    broken.push("template-datasource-rule: none");
  }
  for (const { name, query, label } of sources) {
    const kind = String(query);
    const capital = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    if (name !== `${kind}_datasource` || label !== `${capital} data source`) {
      broken.push(`template-datasource-rule: ${name}`);
    }
  }
  for (const name of ["job", "instance"]) {
    const variable = variables.find((candidate) => candidate.name === name);
    if (
      variable?.datasource?.uid !== "${prometheus_datasource}" ||
      variable.multi !== true ||
      variable.allValue !== ".+" ||
      variable.label.toLowerCase() !== name
    ) {
      broken.push(`template-${name}-rule: ${JSON.stringify(variable)}`);
    }
  }
  for (const { name, type, refresh, query } of variables.filter((candidate) => candidate.type === "query")) {
    const { query: text } = query as { readonly query: string };
    const [, selector] = /^label_values\((.*), \w+\)$/.exec(text) ?? [];
    if (selector === undefined || promqlErrors(expanded(selector)).length > 0) {
      broken.push(`template-label-promql-rule: ${name} ${type}`);
    }
    if (refresh !== 2) {
      broken.push(`template-on-time-change-reload-rule: ${name}`);
    }
  }
  return broken;
}

function panelRules(panel: ClassicPanel, gauges: ReadonlySet<string>): readonly string[] {
  const broken: string[] = [];
  const where = panel.title;
  const shown = WITH_DATA.includes(panel.type);
  if (shown && (panel.title === "" || (panel.description ?? "") === "")) {
    broken.push(`panel-title-description-rule: ${where}`);
  }
  if (shown && (panel.targets ?? []).length === 0) {
    broken.push(`panel-no-targets-rule: ${where}`);
  }
  if (shown && !/^\$\{\w+\}$/.test(panel.datasource?.uid ?? "")) {
    broken.push(`panel-datasource-rule: ${where}`);
  }
  if (shown && !hasUnit(panel)) {
    broken.push(`panel-units-rule: ${where}`);
  }
  for (const { expr, datasource } of panel.targets ?? []) {
    if (datasource.type === "prometheus") {
      broken.push(...targetRules(expr, gauges).map((rule) => `${rule}: ${where}: ${expr}`));
    }
  }
  return broken;
}

function hasUnit({ fieldConfig }: ClassicPanel): boolean {
  const overridden = fieldConfig?.overrides.some(({ properties }) =>
    properties.some(({ id }) => id === "unit"),
  );
  return overridden === true || (fieldConfig?.defaults.unit ?? "") !== "";
}

function targetRules(expr: string, gauges: ReadonlySet<string>): readonly string[] {
  const broken: string[] = [];
  if (promqlErrors(expanded(expr)).length > 0) {
    broken.push("target-promql-rule");
  }
  const nodes = promqlNodes(expanded(expr, "5m30s"));
  for (const { name, text } of nodes) {
    if (name === "FunctionCall" && /^i?rate\(/.test(text) && !/^i?rate\([^[]*\[5m30s\]\)$/.test(text)) {
      broken.push("target-rate-interval-rule");
    }
    if (name === "VectorSelector") {
      const metric = /^[\w:]*/.exec(text)?.[0] ?? "";
      for (const label of ["job", "instance"]) {
        // What is asked of other services is not narrowed to the targets of this one.
        const isOwn = !AGGREGATED.test(metric) && !text.includes("service=~");
        if (isOwn && !text.includes(`${label}=~"$${label}"`)) {
          broken.push(`target-${label}-rule`);
        }
      }
      const counted = new RegExp(`(rate|increase)\\(${metric}\\{`).test(expr);
      if (metric.endsWith("_total") && !gauges.has(metric) && !counted) {
        broken.push("target-counter-agg-rule");
      }
    }
  }
  return broken;
}

/** A query as Grafana would send it, but for the values of its own variables. */
function expanded(expr: string, interval = "1m"): string {
  return expr.replaceAll(/\$__(rate_interval|interval|range)\b/g, interval);
}
