import { describe, expect, expectTypeOf, it } from "vitest";
import { readyCatalogs } from "../../src/cli/catalog/declared.ts";
import { defineCatalog } from "../../src/definitions/index.ts";
import { everyCatalog } from "../support/catalogs.ts";

/** Every catalog of the package, as the functions that it exports make them. */
const made = [...readyCatalogs().values()];

describe("every catalog of the package", () => {
  it("is among those that the tests go through", () => {
    expect(made.length).toBeGreaterThan(20);
    expect(everyCatalog.map(({ name }) => name)).toEqual(made.map(({ name }) => name).sort(byText));
  });

  it.each(made.map((catalog) => [catalog.name, catalog] as const))(
    "%s has objectives and alerts, or says why not, and rows",
    (_, catalog) => {
      const { slos, alerts, rows } = catalog.of("orders");
      for (const [parts, reason] of [
        [slos, catalog.withoutSlos],
        [alerts, catalog.withoutAlerts],
      ] as const) {
        expect(parts.length > 0).toBe(reason === undefined);
        expect(reason ?? "A reason.").toMatch(/^[A-Z].+\.$/);
      }
      expect(rows.flatMap(({ panels }) => panels).length).toBeGreaterThan(2);
      expect(Object.keys(catalog.metrics).length).toBeGreaterThan(1);
    },
  );
});

it("a reason stands in the place of alerts", () => {
  const quiet = defineCatalog({
    name: "quiet",
    source: "none 1",
    metrics: {},
    alerts: "Nobody waits for it.",
  });
  expect(quiet).toMatchObject({ withoutAlerts: "Nobody waits for it." });
  expect(quiet.of("orders").alerts).toEqual([]);
  expectTypeOf(quiet.withoutAlerts).toEqualTypeOf<string | undefined>();
});

function byText(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1;
}
