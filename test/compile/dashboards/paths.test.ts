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

  it("leads to the traces of that time, where the platform names what keeps them", () => {
    const to = (kind: "tempo" | "jaeger") => {
      const base = environmentOf([fullService()]);
      const platform = { ...base.platform, traces: { kind, url: "http://traces.tracing:3200" } };
      const [checkout = service()] = base.teams.flatMap(({ services }) => services);
      const dashboard = serviceDashboardModel({ ...base, platform }, checkout);
      const graphs = dashboard.rows
        .flatMap((row) => row.panels)
        .filter(({ key }) => key.startsWith("duration/"));
      expect(graphs.length).toBeGreaterThan(0);
      expect(graphs.every(({ description }) => description.includes("follow an exemplar"))).toBe(true);
      return graphs[0]?.links.find(({ title }) => title === "Traces of this time")?.url ?? "";
    };
    expect(decodeURIComponent(to("tempo"))).toMatchInlineSnapshot(
      `"https://grafana.example.com/explore?schemaVersion=1&panes={"traces":{"datasource":"crowsnest-traces","queries":[{"datasource":{"type":"tempo","uid":"crowsnest-traces"},"query":"{resource.service.name=\\"checkout\\" && resource.deployment.environment.name=\\"production\\"}","queryType":"traceql","refId":"A"}],"range":{"from":"\${__from}","to":"\${__to}"}}}"`,
    );
    expect(decodeURIComponent(to("jaeger"))).toMatchInlineSnapshot(
      `"https://grafana.example.com/explore?schemaVersion=1&panes={"traces":{"datasource":"crowsnest-traces","queries":[{"datasource":{"type":"jaeger","uid":"crowsnest-traces"},"queryType":"search","service":"checkout","refId":"A"}],"range":{"from":"\${__from}","to":"\${__to}"}}}"`,
    );
    expect(errors?.links.map(({ title }) => title)).not.toContain("Traces of this time");
  });

  it("leads to the errors of a release, from its mark and from the table of versions", () => {
    const dashboard = model(fullService());
    const mark = dashboard.annotations.find(({ name }) => name === "Deploys");
    expect(mark?.text).toMatchInlineSnapshot(
      `"First seen in build_info. <a href="https://shop.sentry.io/issues/?project=-1&amp;query=is%3Aunresolved%20project%3Acheckout-production%20release%3A{{version}}">Errors of this release</a>"`,
    );
    const table = dashboard.rows.flatMap((row) => row.panels).find(({ key }) => key === "metric/build");
    expect(table?.kind === "table" && table.columns).toMatchInlineSnapshot(`
      [
        {
          "heading": "version",
          "link": {
            "newTab": true,
            "title": "Errors of this release",
            "url": "https://shop.sentry.io/issues/?project=-1&query=is%3Aunresolved%20project%3Acheckout-production%20release%3A\${__value.raw}",
          },
        },
      ]
    `);
  });

  it("leads up to the team, with the data source and the time", () => {
    const up = model(fullService()).links.find(
      (link) => link.kind === "page" && link.url.includes("team-page"),
    );
    expect(up).toMatchInlineSnapshot(`
      {
        "icon": "dashboard",
        "kind": "page",
        "newTab": false,
        "title": "Payments (production)",
        "tooltip": "The team's services, at the same time",
        "url": "https://grafana.example.com/d/production-team-page-payments-ae16f3d3?\${prometheus_datasource:queryparam}&\${__url_time_range}",
      }
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
      `"max by (service, team, tier, component, on_call, dashboard) (crowsnest_service_info{environment="production",service=~"edge-gateway|orders-database"})"`,
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
