import { describe, expect, it } from "vitest";
import { dashboardFiles } from "../../src/checks/dashboard-files/index.ts";
import { alert, counter, gauge } from "../../src/definitions/index.ts";
import { serviceDashboardUid } from "../../src/workspace/index.ts";
import { diagnose, draftOf, serviceOf, workspaceOf } from "../support/definitions.ts";

const PROMETHEUS = { type: "prometheus", uid: "${datasource}" };
const SOURCE = { name: "datasource", type: "datasource", query: "prometheus" };
const JOB = { name: "job", type: "query", datasource: PROMETHEUS, query: "label_values(up, job)" };

/** What the checks say of a dashboard of a service with two metrics, without where it is. */
function findings(content: Readonly<Record<string, unknown>>, inputs: Readonly<Record<string, string>> = {}) {
  const metrics = {
    requests: counter("http_requests_total", { labels: ["route"] }),
    depth: gauge("queue_depth", { labels: ["queue"] }),
  };
  const draft = draftOf(workspaceOf({ services: [serviceOf({ metrics })] }));
  const file = { kind: "dashboardFile", name: "queues", path: "queues.json", inputs, content } as const;
  const services = draft.services.map((one) => ({ ...one, value: { ...one.value, dashboards: [file] } }));
  return dashboardFiles({ ...draft, services }).map(
    ({ code, path, message }) =>
      `${code} ${path.replace(/^services\.checkout\.dashboards(\[0\])?\.?/, "")}: ${message}`,
  );
}

/** A dashboard with one panel that keeps every convention, but for what is given. */
function dashboardWith(
  panel: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    title: "Queues",
    templating: { list: [SOURCE, JOB] },
    panels: [
      {
        id: 1,
        type: "timeseries",
        title: "Depth",
        description: "Look at the consumers when it grows.",
        gridPos: { x: 0, y: 0, w: 12, h: 8 },
        datasource: PROMETHEUS,
        targets: [{ refId: "A", expr: 'sum by (queue) (queue_depth{job=~"$job"})' }],
        ...panel,
      },
    ],
    ...more,
  };
}

const asking = (expr: string) => dashboardWith({ targets: [{ refId: "A", expr }] });

describe("dashboards that somebody made in Grafana", () => {
  it("say nothing when they keep what ours keep", () => {
    expect(findings(dashboardWith({}))).toEqual([]);
  });

  it("ask only for what somebody declares, in words that Prometheus reads", () => {
    expect(findings(asking("rate(http_requests_totl[$__rate_interval])"))).toEqual([
      expect.stringContaining(
        'unknown-metric panels["Depth"].A: nobody declares a metric "http_requests_totl"',
      ),
    ]);
    expect(findings(asking("sum by (rout) (rate(http_requests_total[$__rate_interval]))"))).toEqual([
      expect.stringContaining('unknown-label panels["Depth"].A'),
    ]);
    expect(findings(asking("rate(queue_depth[$__rate_interval])"))).toEqual([
      expect.stringContaining('rate-of-gauge panels["Depth"].A'),
    ]);
    expect(findings(asking("sum(queue_depth"))).toEqual([
      expect.stringContaining('invalid-promql panels["Depth"].A'),
    ]);
  });

  it("read only variables that they have", () => {
    expect(findings(asking('queue_depth{job=~"$jbo", queue=~"${queue:regex}"}'))).toEqual([
      'unknown-variable panels["Depth"].A: the dashboard has no variable "jbo"',
      'unknown-variable panels["Depth"].A: the dashboard has no variable "queue"',
    ]);
    const wrong = { ...JOB, query: "label_values(queue_dept, job)" };
    expect(findings(dashboardWith({}, { templating: { list: [SOURCE, wrong] } }))).toEqual([
      'unknown-metric variables.job: nobody declares a metric "queue_dept"',
    ]);
  });

  it("may have variables wherever Grafana takes them", () => {
    const choices = ["range", "by", "limit", "metric"].map((name) => ({
      name,
      type: "custom",
      query: "a,b",
    }));
    const targets = [
      { refId: "A", expr: "sum by ($by) (rate(http_requests_total[$range])) > $limit" },
      { refId: "B", expr: '{__name__="queue_depth"} offset $range' },
      { refId: "C", expr: "topk($limit, $metric)" },
      { refId: "D", expr: "sum(rate(${metric}_total[[[range]]]))" },
    ];
    expect(findings(dashboardWith({ targets }, { templating: { list: [SOURCE, ...choices] } }))).toEqual([]);
  });

  it("ask the platform's data sources, or variables that offer some", () => {
    const with_ = (datasource: unknown) => findings(dashboardWith({ datasource }));
    expect(with_({ type: "prometheus", uid: "PBFA97CFB590B2093" })).toEqual([
      'unknown-data-source panels["Depth"]: the platform has no data source "PBFA97CFB590B2093"',
    ]);
    expect(with_("Prometheus")).toEqual([
      'unknown-data-source panels["Depth"]: the platform has no data source "Prometheus"',
    ]);
    expect(with_({ type: "prometheus", uid: "${elsewhere}" })).toEqual([
      expect.stringContaining("unknown-data-source"),
    ]);
    expect(with_({ type: "prometheus", uid: "crowsnest-prometheus" })).toEqual([]);
    expect(with_(null)).toEqual([]);
  });

  it("have a value for every input, and none for others", () => {
    const __inputs = [
      { name: "DS_PROM", type: "datasource", pluginId: "prometheus" },
      { name: "DS_SQL", type: "datasource", pluginId: "postgres" },
      { name: "VAR_CLUSTER", type: "constant", value: "" },
      { name: "VAR_ZONE", type: "constant", value: "a" },
    ];
    const shared = dashboardWith({ datasource: { type: "prometheus", uid: "${DS_PROM}" } }, { __inputs });
    expect(findings(shared, { VAR_CLUSTER: "eu", VAR_CLUSTR: "eu" })).toEqual([
      'dashboard-input-missing : nothing is given for the input "DS_SQL"',
      'unknown-key inputs.VAR_CLUSTR: the dashboard has no input "VAR_CLUSTR"',
    ]);
  });

  it("hold no credential, and no message shows one", () => {
    const found = findings(
      dashboardWith(
        { links: [{ title: "Admin", url: "https://admin:hunter2@grafana.example" }] },
        { secureJsonData: { password: "correct horse" }, notes: "uses glsa_abcdefghijklmnopqrstuv_12345678" },
      ),
    );
    expect(found).toEqual([
      'secret-in-dashboard : what looks like a credential stands under "url"',
      'secret-in-dashboard : what looks like a credential stands under "password"',
      'secret-in-dashboard : what looks like a credential stands under "notes"',
    ]);
    expect(found.join()).not.toMatch(/hunter2|horse|glsa/);
  });

  it("are checked in a workspace without a service too", () => {
    const draft = draftOf(workspaceOf({ services: [] }));
    const content = asking("sum((");
    const file = { kind: "dashboardFile", name: "queues", path: "queues.json", inputs: {}, content } as const;
    const teams = draft.teams.map((one) => ({ ...one, value: { ...one.value, dashboards: [file] } }));
    expect(teams.length).toBeGreaterThan(0);
    expect(dashboardFiles({ ...draft, teams }).map(({ code }) => code)).toContain("invalid-promql");
  });

  it("may unfold a collapsed row over what is below it, as Grafana writes them, but not over itself", () => {
    const [panel] = dashboardWith({}).panels;
    const row = (id: number, y: number, inside: readonly object[]) => ({
      id,
      type: "row",
      collapsed: true,
      gridPos: { x: 0, y, w: 24, h: 1 },
      panels: inside,
    });
    const inside = (id: number, y: number) => ({
      ...panel,
      id,
      title: `Panel ${id}`,
      gridPos: { x: 0, y, w: 12, h: 8 },
    });
    const rows = (...ofSecond: readonly object[]) => ({
      ...dashboardWith({}),
      panels: [row(1, 0, [inside(2, 1)]), row(3, 1, ofSecond), inside(6, 2)],
    });
    expect(findings(rows(inside(4, 2)))).toEqual([]);
    expect(findings(rows(inside(4, 2), inside(5, 9)))).toEqual([
      'dashboard-convention : panels that lie over another, or outside of the grid: panels["Panel 5"]',
    ]);
  });

  it("keep the conventions of the generated ones", () => {
    const panel = dashboardWith({}).panels[0];
    const panels = [
      { ...panel, description: "" },
      { ...panel, title: "", gridPos: { x: 6, y: 4, w: 12, h: 8 } },
      { ...panel, id: 3, title: "Wide", gridPos: { x: 20, y: 20, w: 12, h: 8 } },
      {
        ...panel,
        id: 4,
        title: "Rate",
        gridPos: { x: 0, y: 40, w: 12, h: 8 },
        targets: [{ refId: "A", expr: "rate(http_requests_total[5m])" }],
      },
    ];
    expect(findings({ ...dashboardWith({}), panels })).toEqual([
      "dashboard-convention : panels without a title: panels[1]",
      'dashboard-convention : panels without a description: panels["Depth"]',
      "dashboard-convention : panels of one id: panels[1]",
      'dashboard-convention : panels that lie over another, or outside of the grid: panels[1], panels["Wide"]',
      'dashboard-convention : rates over a fixed window: panels["Rate"]',
    ]);
  });

  it("have no panel of another Grafana's library", () => {
    expect(findings(dashboardWith({ libraryPanel: { uid: "abc", name: "Requests" } }))).toEqual([
      'unknown-library-panel panels["Depth"]: the panel is in the library of another Grafana',
    ]);
  });

  it("are looked at in collapsed rows, in envelopes and in the v2 schema too", () => {
    const bad = { refId: "A", expr: "queue_dept" };
    const [panel] = dashboardWith({ targets: [bad] }).panels;
    const collapsed = {
      ...dashboardWith({}),
      panels: [{ id: 9, type: "row", collapsed: true, panels: [panel] }],
    };
    const query = {
      kind: "DataQuery",
      group: "prometheus",
      datasource: { name: "nowhere" },
      spec: { expr: "queue_dept" },
    };
    const v2 = {
      title: "Queues",
      variables: [],
      elements: {
        "panel-1": {
          kind: "Panel",
          spec: {
            id: 1,
            title: "Depth",
            description: "Look at the consumers.",
            vizConfig: { kind: "VizConfig", group: "timeseries" },
            data: {
              kind: "QueryGroup",
              spec: { queries: [{ kind: "PanelQuery", spec: { refId: "A", query } }] },
            },
          },
        },
      },
    };
    const unknown = expect.stringContaining('unknown-metric panels["Depth"].A');
    const source = expect.stringContaining("unknown-data-source");
    expect(findings(collapsed)).toEqual([unknown]);
    expect(findings({ meta: {}, dashboard: collapsed })).toEqual([unknown]);
    expect(findings(v2)).toEqual([source, unknown]);
    expect(findings({ apiVersion: "dashboard.grafana.app/v2", kind: "Dashboard", spec: v2 })).toEqual([
      source,
      unknown,
    ]);
  });

  it("are dashboards at all", () => {
    for (const content of [{}, { title: "No panels" }, { panels: [] }, { dashboard: null }]) {
      expect(findings(content)).toEqual([expect.stringContaining("unreadable-dashboard")]);
    }
  });

  it("may hold anything where a value is expected", () => {
    const strange = [null, 7, "text", [], {}, [null], { panels: {} }];
    for (const value of strange) {
      const found = findings(
        dashboardWith(
          { datasource: value, targets: value, gridPos: value, title: value, id: value },
          { templating: value, tags: value, __inputs: value },
        ),
      );
      expect(found).toBeInstanceOf(Array);
    }
  });
});

describe("links to dashboards", () => {
  const linking = (url: string) => dashboardWith({ links: [{ title: "More", url }] }, { uid: "queues1" });
  const ours = serviceDashboardUid("production", "checkout");

  it.each([
    ["to itself, by the uid that it has now", "/d/queues1/queues?var-job=a"],
    ["to what is made", `/d/${ours}`],
    ["to what is made, by its whole address", `https://grafana.shop.example/d/${ours}?viewPanel=7`],
    ["to what its chart brings", "/grafana/d/09ec8aa1e996d6ffcd6817bbaff4db1b/kubernetes"],
    ["to what a variable names", "/d/${uid}/x"],
    ["to elsewhere", "https://example.com/dashboards/d"],
  ])("lead %s", (_, url) => {
    expect(findings(linking(url))).toEqual([]);
  });

  it.each(["/d/rYdddlPWk/nodes", "d-solo/rYdddlPWk", "https://grafana.shop.example/d/rYdddlPWk"])(
    "lead to a dashboard that there is: %s",
    (url) => {
      expect(findings(linking(url.startsWith("d") ? `/${url}` : url))).toEqual([
        'unknown-dashboard links: there is no dashboard with the uid "rYdddlPWk"',
      ]);
    },
  );

  it("are found in fields, texts and descriptions, and never in queries", () => {
    const panel = {
      description: "See /d/aaa first.",
      fieldConfig: { defaults: { links: [{ title: "b", url: "/d/bbb?${__url_time_range}" }] } },
      options: { content: "[c](/d/ccc) and [c](/d/ccc/again)" },
      targets: [{ refId: "A", expr: 'sum(queue_depth{queue="/d/ddd"})' }],
    };
    const found = findings(dashboardWith(panel)).join();
    expect(["aaa", "bbb", "ccc", "ddd"].filter((uid) => found.includes(`"${uid}"`))).toEqual([
      "aaa",
      "bbb",
      "ccc",
    ]);
  });

  it("stay in the platform's Grafana", () => {
    expect(findings(linking("https://old.example/d/rYdddlPWk/nodes"))).toEqual([
      "link-to-another-grafana links: https://old.example/d/rYdddlPWk is a dashboard of another Grafana",
    ]);
  });

  it("of services lead to dashboards that there are", () => {
    const url = (uid: string) => `https://grafana.shop.example/d/${uid}`;
    const said = (uid: string) =>
      diagnose(
        workspaceOf({
          services: [
            serviceOf({
              links: [{ title: "More", url: url(uid) }],
              metrics: { depth: gauge("queue_depth") },
              alerts: ({ depth }) => [
                alert("A", {
                  when: depth.max().above(1),
                  severity: "warning",
                  summary: "a",
                  description: `Look at ${url(uid)}.`,
                  runbook: "https://other.example/d/anything",
                }),
              ],
            }),
          ],
        }),
      ).map(({ code, path }) => [code, path]);
    expect(said(ours)).toEqual([]);
    expect(said("nowhere")).toEqual([
      ["unknown-dashboard", "services.checkout.alerts.A.description"],
      ["unknown-dashboard", "services.checkout.links[0].url"],
    ]);
  });
});
