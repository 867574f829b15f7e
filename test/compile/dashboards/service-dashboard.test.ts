import { parser as logqlParser } from "@grafana/lezer-logql";
import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { classicDashboard, serviceDashboardModel } from "../../../src/compile/dashboards/index.ts";
import type { ResolvedService } from "../../../src/workspace/index.ts";
import { brokenRules, type ClassicModel, type ClassicPanel } from "../../support/dashboard-rules.ts";
import { sdkTypeErrors } from "../../support/sdk-types.ts";
import { elkEnvironmentOf, environmentOf, fullService, service } from "../../support/services.ts";

function dashboardOf(of: ResolvedService): ClassicModel {
  return classicDashboard(serviceDashboardModel(environmentOf([of]), of)) as unknown as ClassicModel;
}

const full = dashboardOf(fullService());
const bare = dashboardOf(service());
const parts = {
  "nothing but metrics": dashboardOf(service({ metrics: fullService().metrics })),
  "nothing but SLOs": dashboardOf(service({ metrics: fullService().metrics, slos: fullService().slos })),
  "nothing but logs": dashboardOf(service({ logs: fullService().logs })),
  "nothing but errors": dashboardOf(service({ errors: fullService().errors })),
};
const dashboards: Readonly<Record<string, ClassicModel>> = { full, bare, ...parts };
const titles = ({ panels }: ClassicModel, type?: string) =>
  panels.filter((panel) => type === undefined || panel.type === type).map(({ title }) => title);
const queries = (panels: readonly ClassicPanel[]) => panels.flatMap(({ targets }) => targets ?? []);

describe("a service's dashboard", () => {
  it("is this, for a service that has everything", async () => {
    await expect(`${JSON.stringify(full, null, 2)}\n`).toMatchFileSnapshot("golden/service.json");
  });

  it.each(Object.entries(dashboards))("is plain data with sorted keys: %s", (_, dashboard) => {
    expect(canonicalOffence(dashboard)).toBeUndefined();
    expect(dashboard.uid.length).toBeLessThanOrEqual(40);
  });

  it.each(Object.entries(dashboards))("breaks no rule of dashboard-linter: %s", (_, dashboard) => {
    expect(dashboard.panels.length).toBeGreaterThan(3);
    expect(brokenRules(dashboard)).toEqual([]);
  });

  it("would be told of rules that it breaks", () => {
    const [panel] = full.panels.filter(({ type }) => type === "timeseries");
    const odd = {
      ...panel,
      description: "",
      targets: [{ datasource: { type: "prometheus" }, expr: "rate(a_total[5m]" }],
    };
    const broken = brokenRules({ ...full, editable: true, panels: [odd as ClassicPanel] }).map(
      (text) => text.split(":")[0],
    );
    expect(broken).toEqual(
      expect.arrayContaining([
        "uneditable-dashboard",
        "panel-title-description-rule",
        "target-promql-rule",
        "target-job-rule",
      ]),
    );
  });

  it("has the types of Grafana's own SDK", () => {
    // The SDK leaves queries open here, and asks of a panel's link what only a dashboard's link has.
    const panels = full.panels.map((panel) => ({ ...panel, targets: [], links: [] }));
    const annotations = {
      list: full.annotations.list.map(({ target: _target, ...annotation }) => annotation),
    };
    expect(sdkTypeErrors("dashboard", "Dashboard", [{ ...full, annotations, panels }])).toEqual([[]]);
    const asked = queries(full.panels);
    for (const [source, type] of [
      ["prometheus", "Dataquery"],
      ["loki", "dataquery"],
    ] as const) {
      const ofSource = asked.filter(({ datasource }) => datasource.type === source).map(withMark);
      expect(ofSource.length).toBeGreaterThan(0);
      expect(sdkTypeErrors(source, type, ofSource).flat()).toEqual([]);
    }
  });

  it("asks Elasticsearch where logs are kept there", () => {
    const of = fullService();
    const elastic = classicDashboard(
      serviceDashboardModel(elkEnvironmentOf([of]), of),
    ) as unknown as ClassicModel;
    expect(brokenRules(elastic)).toEqual([]);
    expect(titles(elastic)).toEqual(titles(full));
    const asked = queries(elastic.panels).filter(({ datasource }) => datasource.type === "elasticsearch");
    expect(asked.map((target) => (target as { readonly query?: string }).query)).toEqual([
      'resource.attributes.service.name:("checkout")',
      'resource.attributes.service.name:("checkout")',
    ]);
    expect(sdkTypeErrors("elasticsearch", "dataquery", asked.map(withMark)).flat()).toEqual([]);
    expect(queries(elastic.panels).some(({ datasource }) => datasource.type === "loki")).toBe(false);
  });

  it.each(Object.entries(dashboards))("overlaps nowhere, and has ids of its own: %s", (_, { panels }) => {
    const taken = new Set<string>();
    for (const { gridPos, title } of panels) {
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken.has(`${x},${y}`), title).toBe(false);
          taken.add(`${x},${y}`);
        }
      }
    }
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  it("asks Loki only what it can read", () => {
    const logql = queries(full.panels).filter(({ datasource }) => datasource.type === "loki");
    expect(logql.length).toBeGreaterThan(0);
    for (const { expr } of logql) {
      const errors: string[] = [];
      logqlParser.parse(expr.replaceAll(/\$__(auto|interval|range)\b/g, "5m")).iterate({
        enter: ({ type, from, to }) => {
          if (type.isError) errors.push(expr.slice(from, to));
        },
      });
      expect(errors, expr).toEqual([]);
    }
  });

  it("shows nothing that the service does not have", () => {
    expect(titles(bare, "row")).toEqual(["Overview", "Saturation", "Alerts and targets", "About"]);
    expect(JSON.stringify(bare)).not.toMatch(/loki|slo:|sentry/i);
    expect(titles(parts["nothing but SLOs"], "row")).toContain("Service level objectives");
    expect(titles(parts["nothing but logs"], "row")).toContain("Logs");
    expect(titles(parts["nothing but logs"], "row")).not.toContain("Service level objectives");
  });

  it("reads every metric of the catalog, and no other", () => {
    const exprs = queries(full.panels).map(({ expr }) => expr);
    const declared = Object.values(fullService().metrics).filter(({ kind }) => kind !== "info");
    expect(declared.length).toBeGreaterThan(5);
    for (const { name } of declared) {
      expect(
        exprs.some((expr) => expr.includes(name)),
        name,
      ).toBe(true);
    }
  });

  it("keeps panels' ids when a service changes", () => {
    const ids = (dashboard: ClassicModel) => new Map(dashboard.panels.map(({ title, id }) => [title, id]));
    const [before, after] = [ids(parts["nothing but SLOs"]), ids(full)];
    const kept = [...before].filter(([title]) => after.has(title));
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter(([title, id]) => after.get(title) !== id)).toEqual([]);
  });
});

describe("a hostile service", () => {
  const nasty =
    "${job} $instance [[job]] {{x}} <script>alert(1)</script> `code` *b* ](javascript:alert(1)) \"'\n# h\u202e";
  const hostile = dashboardOf(
    fullService({
      displayName: nasty,
      description: nasty,
      links: [{ title: nasty, url: "https://a.example/${job}?x=[[job]]&y=$z#(1)" }],
      slos: fullService().slos.map((slo) => ({
        ...slo,
        description: nasty,
        runbook: "https://a.example/$job/{x}",
      })),
      alerts: fullService().alerts.map((alert) => ({ ...alert, summary: nasty })),
      metrics: Object.fromEntries(
        Object.entries(fullService().metrics).map(([key, metric]) => [key, { ...metric, help: nasty }]),
      ),
    }),
  );

  it("changes no variable, query or layout", () => {
    expect(hostile.templating).toEqual(full.templating);
    expect(queries(hostile.panels)).toEqual(queries(full.panels));
    expect(hostile.panels.map(({ gridPos, id }) => [gridPos, id])).toEqual(
      full.panels.map(({ gridPos, id }) => [gridPos, id]),
    );
    expect(brokenRules(hostile)).toEqual([]);
  });

  it("writes nothing that Grafana or a browser would run", () => {
    const markdown = hostile.panels.flatMap(({ description = "", options }) => [
      description,
      options?.content ?? "",
    ]);
    expect(markdown.filter((text) => text.includes("alert(1)")).length).toBeGreaterThan(3);
    for (const text of [...markdown, ...hostile.panels.map(({ title }) => title)]) {
      expect(text).not.toContain("<script");
      expect(text).not.toMatch(/(?<!\\)\]\(javascript:/);
      expect(text).not.toMatch(/\$\{?(job|instance|z)\b|\[\[job/);
    }
  });
});

/** The SDK's mark of a query's type, which is in no JSON. */
function withMark(query: object) {
  return { ...query, _implementsDataqueryVariant: {} };
}
