import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../../src/artifacts/index.ts";
import {
  classicDashboard,
  dashboardV2,
  fleetDashboardModel,
  layout,
  platformDashboardModel,
  sloDashboardModel,
  teamDashboardModel,
} from "../../../../src/compile/dashboards/index.ts";
import { serviceDashboardModel } from "../../../../src/compile/dashboards/service-dashboard.ts";
import { sloRuleGroups } from "../../../../src/compile/slos/index.ts";
import { sdkTypeErrors } from "../../../support/sdk-types.ts";
import { environmentOf, fullService, service } from "../../../support/services.ts";

const environment = environmentOf([
  fullService(),
  service({ name: "catalog", team: "discovery" }),
  service({ name: "search", team: "discovery" }),
]);
const [discovery, payments] = environment.teams;
if (discovery === undefined || payments === undefined) throw new Error("the fixture has two teams");
const fleet = fleetDashboardModel(environment);
const teams = [teamDashboardModel(environment, discovery), teamDashboardModel(environment, payments)];
const full = payments.services.find(({ name }) => name === "checkout");
if (full === undefined) throw new Error("the fixture has a full service");
const pages = [fleet, platformDashboardModel(environment), sloDashboardModel(environment, full), ...teams];

describe("pages over many services", () => {
  it("have Grafana's own types in the v2 schema and sorted keys in both", () => {
    expect(sdkTypeErrors("dashboardv2", "Dashboard", pages.map(dashboardV2))).toEqual(pages.map(() => []));
    for (const page of pages) {
      expect(canonicalOffence(dashboardV2(page))).toBeUndefined();
      expect(canonicalOffence(classicDashboard(page))).toBeUndefined();
    }
  });

  it("ask Prometheus only what it can read", () => {
    const expressions = pages.flatMap(({ rows }) =>
      rows.flatMap(({ panels }) =>
        panels.flatMap((panel) =>
          panel.kind === "text"
            ? []
            : panel.queries.filter(({ datasource }) => datasource === "prometheus").map(({ expr }) => expr),
        ),
      ),
    );
    expect(expressions.length).toBeGreaterThan(20);
    expect(expressions.filter((expr) => parsesBadly(expr))).toEqual([]);
  });

  it("have uids of their own that Grafana takes, and ids that are unique", () => {
    expect(new Set(pages.map(({ uid }) => uid)).size).toBe(pages.length);
    for (const { uid, rows } of pages) {
      expect(uid.length).toBeLessThanOrEqual(40);
      const ids = rows.flatMap(({ id, panels }) => [id, ...panels.map((panel) => panel.id)]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("fill the grid from left to right without a gap in the overview", () => {
    const [overview] = layout(fleet.rows);
    expect(overview?.panels.map(({ position }) => position.x)).toEqual([0, 4, 8, 12, 16, 20]);
  });

  it("show rows only for what the services have", () => {
    expect(teams.map(({ rows }) => rows.map(({ title }) => title))).toMatchInlineSnapshot(`
      [
        [
          "Overview",
          "Services",
          "Alerts",
          "On call",
        ],
        [
          "Overview",
          "Services",
          "Error budgets",
          "Alerts",
          "Logs",
          "On call",
        ],
      ]
    `);
  });

  it("keep a team's page to the team", () => {
    const [, table] = teams[0]?.rows ?? [];
    const panel = table?.panels[0];
    expect(panel?.kind === "table" ? panel.queries.map(({ expr }) => expr) : []).toMatchInlineSnapshot(`
      [
        "max by (service, team, tier, component, on_call, dashboard) (crowsnest_service_info{environment="production",team="discovery"})",
        "min by (service) (slo:error_budget_remaining:period{environment="production",team="discovery"})",
        "count by (service) (ALERTS{alertstate="firing",environment="production",severity="critical",team="discovery"}) and group by (service) (crowsnest_service_info{environment="production",team="discovery"}) or 0 * group by (service) (crowsnest_service_info{environment="production",team="discovery"})",
        "count by (service) (ALERTS{alertstate="firing",environment="production",severity="warning",team="discovery"}) and group by (service) (crowsnest_service_info{environment="production",team="discovery"}) or 0 * group by (service) (crowsnest_service_info{environment="production",team="discovery"})",
        "avg by (service) (up{environment="production",instance=~"$instance",job=~"$job",team="discovery"})",
      ]
    `);
  });
});

function parsesBadly(expr: string): boolean {
  const text = expr
    .replaceAll("$__rate_interval", "1m")
    .replaceAll("$__range", "6h")
    .replaceAll("$job", "x")
    .replaceAll("$instance", "x");
  let bad = false;
  parser.parse(text).iterate({
    enter: ({ type }) => {
      bad ||= type.isError;
    },
  });
  return bad;
}

describe("the page of a service's objectives", () => {
  const of = fullService();
  const model = sloDashboardModel(environmentOf([of]), of);

  it("has a row for each, with what spent it where a counter can tell", () => {
    expect(
      model.rows.map(({ key, panels }) => [key, panels.map((panel) => panel.key)]),
    ).toMatchInlineSnapshot(`
      [
        [
          "row/availability",
          [
            "slo/availability/budget",
            "slo/availability/burn",
            "slo/availability/events",
            "slo/availability/spent",
            "slo/availability/spenders",
          ],
        ],
        [
          "row/latency",
          [
            "slo/latency/budget",
            "slo/latency/burn",
            "slo/latency/events",
            "slo/latency/spent",
            "slo/latency/spenders",
          ],
        ],
        [
          "row/payments-succeed",
          [
            "slo/payments-succeed/budget",
            "slo/payments-succeed/burn",
            "slo/payments-succeed/events",
            "slo/payments-succeed/spent",
            "slo/payments-succeed/spenders",
          ],
        ],
        [
          "row/rpc-latency",
          [
            "slo/rpc-latency/budget",
            "slo/rpc-latency/burn",
            "slo/rpc-latency/events",
            "slo/rpc-latency/spent",
            "slo/rpc-latency/spenders",
          ],
        ],
      ]
    `);
  });

  it("asks by every label that can differ", () => {
    const panel = model.rows[0]?.panels.find(({ key }) => key.endsWith("/spenders"));
    expect(panel?.kind === "table" && panel.queries[0]?.expr).toMatchInlineSnapshot(
      `"topk(20, sum by (method, route, status_code) (increase(http_requests_total{environment="production",instance=~"$instance",job=~"$job",service="checkout",status_code=~"5.."}[$__range])) > 0)"`,
    );
  });

  it("holds the panel that the alert on burning leads to", () => {
    const environment = environmentOf([of]);
    const rules = sloRuleGroups(environment, of).flatMap((group) => group.rules);
    const alert = rules.find((rule) => "alert" in rule && rule.alert === "ErrorBudgetBurn");
    const address = alert !== undefined && "annotations" in alert ? alert.annotations.dashboard_url : "";
    const burn = model.rows[0]?.panels.find(({ key }) => key === "slo/availability/burn");
    expect(address).toBe(`https://grafana.example.com/d/${model.uid}?viewPanel=${burn?.id}`);
  });

  it("keeps the groups of a grouped objective apart, as the service's own page does", () => {
    const slos = of.slos.map((slo) => (slo.name === "availability" ? { ...slo, by: ["route"] } : slo));
    const grouped = { ...of, slos };
    const environment = environmentOf([grouped]);
    const shown = [
      ...(sloDashboardModel(environment, grouped).rows[0]?.panels ?? []),
      ...serviceDashboardModel(environment, grouped).rows.flatMap(({ panels }) =>
        panels.filter(({ key }) => key.startsWith("slos/")),
      ),
    ];
    const queries = shown.flatMap((panel) => (panel.kind === "timeseries" ? panel.queries : []));
    const lines = queries.filter(({ expr }) => expr.includes('slo="availability"'));
    expect(lines.map(({ legend }) => legend)).toMatchInlineSnapshot(`
      [
        "budget left {{route}}",
        "5m {{route}}",
        "1h {{route}}",
        "6h {{route}}",
        "1d {{route}}",
        "3d {{route}}",
        "all {{route}}",
        "bad {{route}}",
        "spent {{route}}",
        "availability {{route}}",
        "availability 1h {{route}}",
      ]
    `);
    for (const { expr, legend } of lines) {
      const dropping = expr.match(/\b(?:sum|avg|max|min)\b(?! by \([^)]*\broute\b)/g) ?? [];
      expect(dropping, `${legend}: ${expr}`).toEqual([]);
    }
  });
});
