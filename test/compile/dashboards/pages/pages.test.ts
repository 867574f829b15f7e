import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../../src/artifacts/index.ts";
import {
  classicDashboard,
  dashboardV2,
  fleetDashboardModel,
  layout,
  platformDashboardModel,
  teamDashboardModel,
} from "../../../../src/compile/dashboards/index.ts";
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
const pages = [fleet, platformDashboardModel(environment), ...teams];

describe("pages over many services", () => {
  it("have Grafana's own types in the v2 schema and sorted keys in both", () => {
    expect(sdkTypeErrors("dashboardv2", "Dashboard", pages.map(dashboardV2))).toEqual([]);
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
        "max by (service, team, tier, component, dashboard) (crowsnest_service_info{environment="production",team="discovery"})",
        "min by (service) (slo:error_budget_remaining:period{environment="production",team="discovery"})",
        "count by (service) (ALERTS{alertstate="firing",environment="production",severity="critical",team="discovery"}) or 0 * group by (service) (crowsnest_service_info{environment="production",team="discovery"})",
        "count by (service) (ALERTS{alertstate="firing",environment="production",severity="warning",team="discovery"}) or 0 * group by (service) (crowsnest_service_info{environment="production",team="discovery"})",
        "avg by (service) (up{environment="production",team="discovery"})",
      ]
    `);
  });
});

function parsesBadly(expr: string): boolean {
  const text = expr.replaceAll("$__rate_interval", "1m").replaceAll("$job", "x").replaceAll("$instance", "x");
  let bad = false;
  parser.parse(text).iterate({
    enter: ({ type }) => {
      bad ||= type.isError;
    },
  });
  return bad;
}
