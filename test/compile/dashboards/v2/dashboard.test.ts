import { describe, expect, it } from "vitest";
import { canonicalOffence, type JsonObject } from "../../../../src/artifacts/index.ts";
import {
  classicDashboard,
  dashboardV2,
  serviceDashboardModel,
} from "../../../../src/compile/dashboards/index.ts";
import { sdkTypeErrors } from "../../../support/sdk-types.ts";
import { environmentOf, fullService, service } from "../../../support/services.ts";

const full = fullService();
const bare = service();
const models = [full, bare].map((of) => serviceDashboardModel(environmentOf([of]), of));
const specs = models.map(dashboardV2);

describe("a dashboard in the v2 schema", () => {
  it("has the types of Grafana's own SDK", () => {
    expect(sdkTypeErrors("dashboardv2", "Dashboard", specs)).toEqual([[], []]);
  });

  it("would be refused by them with a key too many, a wrong value or a key too few", () => {
    const [spec] = specs;
    const broken = [
      { ...spec, uid: "x" },
      { ...spec, cursorSync: "crosshair" },
      { ...spec, preload: undefined },
    ];
    expect(sdkTypeErrors("dashboardv2", "Dashboard", broken)).toEqual([
      [expect.stringContaining(`'"uid"' does not exist`)],
      [expect.stringContaining('"crosshair"')],
      [expect.stringContaining("'preload' is missing")],
    ]);
  });

  it("is plain data with sorted keys", () => {
    expect(specs.map((spec) => canonicalOffence(spec))).toEqual([undefined, undefined]);
  });

  it.each(models.map((model) => [model.title, model] as const))(
    "holds the same panels, queries, links and variables as the classic one: %s",
    (_title, model) => {
      const classic = readClassic(classicDashboard(model));
      const v2 = readV2(dashboardV2(model));
      expect(classic.panels.length).toBeGreaterThan(4);
      expect(v2).toEqual(classic);
    },
  );
});

interface Read {
  readonly panels: readonly unknown[];
  readonly links: unknown;
  readonly variables: readonly unknown[];
  readonly annotations: readonly unknown[];
  readonly rows: readonly unknown[];
}

// biome-ignore lint/suspicious/noExplicitAny: both schemas are read by hand here
type Loose = any;

function readClassic(model: JsonObject): Read {
  const all = model.panels as Loose[];
  const panels = all.filter(({ type }) => type !== "row");
  return {
    annotations: (model.annotations as Loose).list.map((item: Loose) => [
      item.name,
      item.target?.expr ?? null,
    ]),
    links: model.links,
    panels: panels.map((panel) => ({
      description: panel.description,
      fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] },
      height: panel.gridPos.h,
      id: panel.id,
      links: panel.links ?? [],
      options: panel.options,
      queries: (panel.targets ?? []).map((target: Loose) => ({
        ...target,
        datasource: target.datasource.uid,
      })),
      timeFrom: panel.timeFrom ?? null,
      title: panel.title,
      transformations: (panel.transformations ?? []).map((item: Loose) => [item.id, item.options]),
      type: panel.type,
      width: panel.gridPos.w,
      x: panel.gridPos.x,
    })),
    rows: all.filter(({ type }) => type === "row").map(({ title }) => title),
    variables: (model.templating as Loose).list.map((item: Loose) => [
      item.name,
      item.label,
      item.query?.query ?? item.query,
      item.current,
    ]),
  };
}

function readV2(spec: JsonObject): Read {
  const rows = (spec.layout as Loose).spec.rows as Loose[];
  const elements = spec.elements as Loose;
  const items = rows.flatMap((row) => row.spec.layout.spec.items as Loose[]);
  return {
    annotations: (spec.annotations as Loose[]).map((item) => [
      item.spec.name,
      item.spec.query.spec.expr ?? null,
    ]),
    links: spec.links,
    panels: items.map(({ spec: place }) => {
      const panel = elements[place.element.name].spec;
      const { queries, queryOptions, transformations } = panel.data.spec;
      return {
        description: panel.description,
        fieldConfig: panel.vizConfig.spec.fieldConfig,
        height: place.height,
        id: panel.id,
        links: panel.links,
        options: panel.vizConfig.spec.options,
        queries: queries.map(({ spec: query }: Loose) => ({
          ...query.query.spec,
          datasource: query.query.datasource.name,
          refId: query.refId,
        })),
        timeFrom: queryOptions.timeFrom ?? null,
        title: panel.title,
        transformations: transformations.map((item: Loose) => [item.group, item.spec.options]),
        type: panel.vizConfig.group,
        width: place.width,
        x: place.x,
      };
    }),
    rows: rows.map((row) => row.spec.title),
    variables: (spec.variables as Loose[]).map(({ spec: item }) => [
      item.name,
      item.label,
      item.pluginId ?? item.query.spec.query,
      item.current,
    ]),
  };
}
