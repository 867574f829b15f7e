import {
  aggregate,
  arithmetic,
  combine,
  equals,
  type Matcher,
  max,
  number,
  type PromqlExpr,
  selector,
} from "../../../query/promql/index.ts";
import { SERVICE_INFO } from "../../inventory/index.ts";
import { sloSeries } from "../../slos/names.ts";
import type { PanelDraft, Thresholds } from "../model.ts";
import { prometheusQueries } from "../query.ts";
import type { Scope } from "./scope.ts";

const BY_SERVICE = { by: ["service"] } as const;
const NONE_IS_WELL: Thresholds = { base: "good", steps: [{ value: 1, level: "critical" }] };
const ALL_IS_WELL: Thresholds = { base: "critical", steps: [{ value: 1, level: "good" }] };
const BUDGET: Thresholds = {
  base: "critical",
  steps: [
    { value: 0, level: "warning" },
    { value: 0.25, level: "good" },
  ],
};
const HEADER_UNITS = 3;
const GREATEST_HEIGHT = 24;

/** Which services a table lists, and what it is called. */
export interface ServicesTable extends Pick<Scope, "matchers" | "rawStep" | "ruleStep" | "targets"> {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  /** How many services there are, for the height. */
  readonly count: number;
}

/** The services of a page. */
export function scopeTable({ matchers, rawStep, ruleStep, services, targets }: Scope): PanelDraft {
  return servicesTable({
    key: "services/table",
    title: "Services",
    description:
      "Every service that is declared, whether it reports or not. Budget left is that of the SLO that has least; below 0 % a promise is broken. Start with what has critical alerts, then with the smallest budget.",
    width: 24,
    count: services.length,
    matchers,
    rawStep,
    ruleStep,
    targets,
  });
}

/** A line for each service: whose it is, what is left of its budgets, what fires, and the way to its dashboard. */
export function servicesTable(options: ServicesTable): PanelDraft {
  const { key, title, description, width, count, matchers, targets, ruleStep, rawStep } = options;
  const table = (expr: PromqlExpr, minStep: string) =>
    ({ expr, legend: "", minStep, instant: true, format: "table" }) as const;
  return {
    key,
    kind: "table",
    title,
    description,
    width,
    height: Math.min(HEADER_UNITS + count, GREATEST_HEIGHT),
    links: [],
    unit: "none",
    joinBy: "service",
    queries: prometheusQueries(
      table(
        max(selector(SERVICE_INFO, matchers), {
          by: ["service", "team", "tier", "component", "on_call", "dashboard"],
        }),
        ruleStep,
      ),
      table(aggregate("min", selector(sloSeries.budgetRemaining, matchers), BY_SERVICE), ruleStep),
      table(firing(matchers, "critical"), ruleStep),
      table(firing(matchers, "warning"), ruleStep),
      table(aggregate("avg", selector("up", targets), BY_SERVICE), rawStep),
    ),
    hidden: ["Time", "Value #A"],
    headings: {
      service: "Service",
      team: "Team",
      tier: "Tier",
      component: "Kind",
      on_call: "On call",
      "Value #B": "Budget left",
      "Value #C": "Critical",
      "Value #D": "Warnings",
      "Value #E": "Targets up",
      dashboard: "Dashboard",
    },
    columns: [
      { heading: "Budget left", unit: "percentunit", thresholds: BUDGET },
      { heading: "Critical", thresholds: NONE_IS_WELL },
      { heading: "Warnings", thresholds: { base: "good", steps: [{ value: 1, level: "warning" }] } },
      { heading: "Targets up", unit: "percentunit", thresholds: ALL_IS_WELL },
      {
        heading: "Dashboard",
        text: "Open",
        link: {
          title: "The service's dashboard",
          // Of the variables only the data source means the same there.
          url: "/d/${__value.raw}?${prometheus_datasource:queryparam}&${__url_time_range}",
          newTab: false,
        },
      },
    ],
    noValue: "-",
  };
}

/** How many alerts of a severity fire for each service; 0 for a service without any. */
function firing(matchers: readonly Matcher[], severity: string): PromqlExpr {
  const alerts = selector("ALERTS", [
    ...matchers,
    equals("alertstate", "firing"),
    equals("severity", severity),
  ]);
  const every = aggregate("group", selector(SERVICE_INFO, matchers), BY_SERVICE);
  // Alerts of what is no service, such as Alertmanager itself, would be lines without a name.
  const ofServices = combine(aggregate("count", alerts, BY_SERVICE), "and", every);
  return combine(ofServices, "or", arithmetic(number(0), "*", every));
}
