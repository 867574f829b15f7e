import { describe, expect, it } from "vitest";
import { mongodb, mysql, postgres, redis } from "../../src/catalogs/index.ts";
import { compileDefinition } from "../../src/cli/pipeline.ts";
import { previewRows } from "../../src/preview/panels.ts";
import { parsePromql } from "../../src/query/promql/index.ts";
import { everyCatalog } from "../support/catalogs.ts";
import { serviceOf, servicesOf } from "../support/definitions.ts";

describe("rows of ready catalogs", () => {
  it("are there for every catalog", () => {
    expect(everyCatalog.length).toBeGreaterThan(15);
  });

  it.each(everyCatalog.map((catalog) => [catalog.name, catalog] as const))(
    "%s compiles without a diagnostic, and has rows whose metrics get no second panel",
    (_, catalog) => {
      const { rows, slos } = catalog.of("orders");
      expect(slos.length > 0).toBe(catalog.withoutSlos === undefined);
      const titles = rows.flatMap(({ panels }) => panels.map(({ title }) => title));
      expect(titles.length).toBeGreaterThan(2);
      expect(new Set(titles).size).toBe(titles.length);

      const { artifacts, diagnostics } = compileDefinition(
        servicesOf(serviceOf({ name: "orders", uses: [catalog] })),
      );
      expect(diagnostics).toEqual([]);
      const dashboards = (artifacts?.environments ?? []).flatMap(({ teams }) =>
        teams.flatMap((team) => team.dashboards),
      );
      const page = dashboards.find(({ name }) => name === "service-orders");
      expect(page).toBeDefined();
      const shown = page === undefined ? [] : previewRows(page);
      const own = shown.filter(({ title }) => rows.some((row) => row.title === title));
      const panels = own.flatMap((row) => row.panels);
      expect(panels.map(({ title }) => title)).toEqual(titles);
      const queries = panels.flatMap((panel) => panel.queries);
      for (const { expr } of queries) {
        expect(parsePromql(expr.replaceAll("$__rate_interval", "5m")).problems, expr).toEqual([]);
      }
      const read = queries.map(({ expr }) => expr).join("\n");
      const others = shown.find(({ title }) => title === "Other metrics")?.panels ?? [];
      const twice = others.filter(({ queries: [query] }) => {
        const name = /(\w+)\{/.exec(query?.expr ?? "")?.[1];
        return name !== undefined && new RegExp(`\\b${name}\\{`).test(read);
      });
      expect(twice.map(({ title }) => title)).toEqual([]);
    },
  );
});

describe("the objective of a database", () => {
  it.each([
    ["mongodb", mongodb],
    ["mysql", mysql],
    ["postgres", postgres],
    ["redis", redis],
  ] as const)("%s answers 99.9 % of the time, or what the user says", (name, database) => {
    const objectives = [database(), database({ objective: "99.5" })].map(({ of }) => of("orders").slos);
    expect(objectives).toMatchObject([
      [{ name: `${name}-uptime`, objective: "99.9" }],
      [{ name: `${name}-uptime`, objective: "99.5" }],
    ]);
  });
});
