import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { importedArtifacts } from "../../../src/compile/dashboards/imported.ts";
import { previewRows } from "../../../src/preview/panels.ts";
import { environmentOf, service } from "../../support/services.ts";

const QUERY = { refId: "A", datasource: { type: "prometheus", uid: "${DS_PROM}" }, expr: "up" };
const CLASSIC = {
  __inputs: [{ name: "DS_PROM", type: "datasource", pluginId: "prometheus" }],
  __requires: [],
  id: 41,
  uid: "of-another-grafana",
  version: 12,
  title: "Queues ${x}",
  tags: ["rabbitmq"],
  editable: true,
  panels: [
    { type: "row", title: "Open", id: 1, gridPos: { x: 0, y: 0, w: 24, h: 1 }, panels: [] },
    { type: "stat", title: "First", id: 2, gridPos: { x: 0, y: 1, w: 6, h: 4 }, targets: [QUERY] },
    {
      type: "row",
      title: "Collapsed",
      collapsed: true,
      id: 3,
      gridPos: { x: 0, y: 5, w: 24, h: 1 },
      panels: [
        { type: "stat", title: "Second", id: 4, gridPos: { x: 0, y: 6, w: 6, h: 4 }, targets: [QUERY] },
      ],
    },
  ],
};
const V2 = {
  apiVersion: "dashboard.grafana.app/v2",
  kind: "Dashboard",
  metadata: { name: "of-another-grafana" },
  spec: {
    title: "Grid",
    elements: { p: { kind: "Panel", spec: { id: 1, title: "Only", vizConfig: { group: "stat" } } } },
    layout: {
      kind: "GridLayout",
      spec: {
        items: [
          { kind: "GridLayoutItem", spec: { x: 0, y: 0, width: 6, height: 4, element: { name: "p" } } },
        ],
      },
    },
  },
};

function made(content: Readonly<Record<string, unknown>>) {
  const dashboards = [{ name: "queues", inputs: {}, content }];
  const environment = environmentOf([service({ dashboards })]);
  const [team] = environment.teams;
  const [artifact] = team === undefined ? [] : importedArtifacts(environment, team);
  if (artifact === undefined) throw new Error("nothing was made");
  return artifact;
}

describe("links between existing dashboards", () => {
  it("lead to the uids that these get, whoever owns them", () => {
    const url = "/d/other-uid/other?var-job=${job}";
    const away = "https://old.example/d/other-uid";
    const links = [{ url }, { url: "/d-solo/other-uid" }, { url: "/d/unknown" }, { url: away }];
    const other = { name: "other", inputs: {}, content: { ...CLASSIC, uid: "other-uid" } };
    const environment = environmentOf([
      service({ dashboards: [{ name: "queues", inputs: {}, content: { ...CLASSIC, links } }] }),
      service({ name: "second", dashboards: [other] }),
    ]);
    const artifacts = environment.teams.flatMap((team) => importedArtifacts(environment, team));
    const uid = artifacts.find(({ name }) => name === "file-other")?.uid;
    const queues = artifacts.find(({ name }) => name === "file-queues");
    expect(uid).toMatch(/^production-file-other-/);
    expect(JSON.parse(queues?.json ?? "{}").links).toEqual([
      { url: `/d/${uid}/other?var-job=\${job}` },
      { url: `/d-solo/${uid}` },
      { url: "/d/unknown" },
      { url: away },
    ]);
  });
});

describe("existing dashboards", () => {
  it("get a uid, a folder and tags of ours, and keep nothing of another Grafana", () => {
    const { json, ...rest } = made(CLASSIC);
    expect(rest).toMatchInlineSnapshot(`
      {
        "folderUid": "production-team-payments-5bc66a56",
        "name": "file-queues",
        "schema": "classic",
        "tags": [
          "crowsnest",
          "payments",
          "rabbitmq",
        ],
        "title": "Queues \${x} (production)",
        "uid": "production-file-queues-2ed87d53",
      }
    `);
    const dashboard = JSON.parse(json);
    expect(Object.keys(dashboard)).toEqual(["editable", "panels", "tags", "title", "uid"]);
    expect(dashboard).toMatchObject({ editable: false, uid: rest.uid, title: rest.title });
    expect(json).toContain('"uid":"crowsnest-prometheus"');
    expect(json).not.toContain("DS_PROM");
    expect(canonicalOffence(dashboard)).toBeUndefined();
  });

  it("are the spec alone in the v2 schema", () => {
    const { json, schema, title } = made(V2);
    expect(schema).toBe("v2");
    expect(Object.keys(JSON.parse(json))).toEqual(["editable", "elements", "layout", "tags", "title"]);
    expect(title).toBe("Grid (production)");
  });

  it("are shown by the preview with every panel, in collapsed rows and in grids without rows too", () => {
    const titles = (artifact: ReturnType<typeof made>) =>
      previewRows(artifact).map((row) => [row.title, ...row.panels.map((panel) => panel.title)]);
    expect(titles(made(CLASSIC))).toEqual([
      ["Open", "First"],
      ["Collapsed", "Second"],
    ]);
    expect(titles(made(V2))).toEqual([["", "Only"]]);
  });

  it("are shown by the preview with every panel in tabs, in rows of tabs, and where Grafana places them itself", () => {
    const grid = V2.spec.layout;
    const items = Array.from({ length: 4 }, () => ({ spec: { element: { name: "p" } } }));
    const auto = { kind: "AutoGridLayout", spec: { maxColumnCount: 2, items } };
    const rows = { kind: "RowsLayout", spec: { rows: [{ spec: { title: "Inner", layout: auto } }] } };
    const tabs = [{ spec: { title: "First", layout: grid } }, { spec: { title: "Second", layout: rows } }];
    const layout = { kind: "TabsLayout", spec: { tabs } };
    const shown = previewRows(made({ ...V2, spec: { ...V2.spec, layout } }));
    expect(shown.map(({ title, panels }) => [title, ...panels.map(({ x, y, w }) => [x, y, w])])).toEqual([
      ["First", [0, 0, 6]],
      ["Second: Inner", [0, 0, 12], [12, 0, 12], [0, 9, 12], [12, 9, 12]],
    ]);
  });

  it("are the same text whatever order their keys were in", () => {
    const turned = Object.fromEntries(Object.entries(CLASSIC).reverse());
    expect(made(turned).json).toBe(made(CLASSIC).json);
  });
});
