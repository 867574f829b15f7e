import { describe, expect, it } from "vitest";
import { classicDashboard, serviceDashboardModel } from "../../../src/compile/dashboards/index.ts";
import { environmentOf, fullService, service } from "../../support/services.ts";

function model(of: ReturnType<typeof service>) {
  return serviceDashboardModel(environmentOf([of]), of);
}

describe("the way from a graph", () => {
  const panels = model(fullService()).rows.flatMap((row) => row.panels);
  const errors = panels.find(({ key }) => key === "errors/availability");

  it("leads to the log lines and the errors of that time", () => {
    expect(errors?.links.map(({ title, url }) => [title, decodeURIComponent(url)])).toMatchInlineSnapshot(`
      [
        [
          "Log lines of this time",
          "https://grafana.example.com/explore?schemaVersion=1&panes={"logs":{"datasource":"crowsnest-loki","queries":[{"datasource":{"type":"loki","uid":"crowsnest-loki"},"expr":"{deployment_environment_name=\\"production\\",service_name=\\"checkout\\"}","refId":"A"}],"range":{"from":"\${__from}","to":"\${__to}"}}}",
        ],
        [
          "Errors of this time",
          "https://shop.sentry.io/issues/?project=-1&query=is:unresolved project:checkout-production&start=\${__from:date:iso}&end=\${__to:date:iso}",
        ],
      ]
    `);
  });

  it("keeps Grafana's variables from being encoded, and encodes everything else", () => {
    const [logs] = errors?.links ?? [];
    expect(logs?.url).toContain("${__from}");
    expect(logs?.url).toContain("${__to}");
    expect(logs?.url.replaceAll(/\$\{__(from|to)\}/g, "")).not.toMatch(/[{}"]/);
  });

  it("is not shown for what a service does not have", () => {
    const bare = model(service()).rows.flatMap((row) => row.panels);
    expect(bare.length).toBeGreaterThan(0);
    expect(bare.flatMap(({ links }) => links)).toEqual([]);
  });
});

describe("deploys", () => {
  it("are marked when a version is first seen", () => {
    const marks = model(fullService()).annotations.filter(({ name }) => name === "Deploys");
    expect(marks.map(({ expr, title }) => [title, expr])).toMatchInlineSnapshot(`
      [
        [
          "Version {{version}}",
          "count by (version) (build_info{environment="production",service="checkout"}) unless on (version) count by (version) (build_info{environment="production",service="checkout"} offset 5m) and on () count(build_info{environment="production",service="checkout"} offset 5m)",
        ],
      ]
    `);
  });

  it("are not guessed for a service that does not say its version", () => {
    expect(model(service()).annotations.map(({ name }) => name)).toEqual(["Firing alerts"]);
  });
});

describe("the row of dependencies", () => {
  it("shows what is needed and who needs it, and the way to each", () => {
    const row = model(fullService()).rows.find(({ key }) => key === "row/dependencies");
    expect(row?.panels.map(({ title }) => title)).toEqual(["Needs", "Needed by"]);
    const [needs] = row?.panels ?? [];
    expect(needs?.kind === "table" && needs.queries[0]?.expr).toMatchInlineSnapshot(
      `"max by (service, team, tier, component, dashboard) (crowsnest_service_info{environment="production",service=~"edge-gateway|orders-database"})"`,
    );
  });

  it("is missing where a service stands alone", () => {
    expect(model(service()).rows.map(({ key }) => key)).not.toContain("row/dependencies");
  });

  it("joins its columns and leads from a uid to a dashboard in the classic schema", () => {
    const json = JSON.stringify(classicDashboard(model(fullService())));
    expect(json).toContain('"id":"joinByField"');
    expect(json).toContain("/d/${__value.raw}?${prometheus_datasource:queryparam}&${__url_time_range}");
  });
});
