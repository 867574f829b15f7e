import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identify, panelId } from "../../../src/compile/dashboards/identity.ts";
import { layout, type Position } from "../../../src/compile/dashboards/layout.ts";
import type { Panel } from "../../../src/compile/dashboards/model.ts";

const panel = (key: string, width = 8, height = 8): Panel => ({
  key,
  id: panelId(key),
  kind: "text",
  title: key,
  description: "",
  links: [],
  markdown: "",
  width,
  height,
});

const rows = fc
  .array(
    fc.array(fc.record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 16 }) }), {
      maxLength: 12,
    }),
    { maxLength: 6 },
  )
  .map((list) =>
    list.map((panels, row) => ({
      key: `row/${row}`,
      id: row + 1,
      title: `Row ${row}`,
      panels: panels.map(({ width, height }, index) => panel(`${row}/${index}`, width, height)),
    })),
  );

const overlap = (a: Position, b: Position) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

describe("layout", () => {
  it("lets nothing overlap, and keeps everything in the grid in reading order", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const positions = layout(given).flatMap(({ position, panels }) => [
          position,
          ...panels.map((item) => item.position),
        ]);
        for (const [index, position] of positions.entries()) {
          expect(position.x).toBeGreaterThanOrEqual(0);
          expect(position.x + position.w).toBeLessThanOrEqual(24);
          expect(positions.slice(index + 1).filter((other) => overlap(position, other))).toEqual([]);
        }
        const order = positions.map(({ x, y }) => y * 24 + x);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});

describe("ids of panels", () => {
  const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 60 });
  const idsOf = (given: readonly string[]) =>
    new Map(
      identify([{ key: "row", title: "Row", panels: given.map((key) => panel(key)) }])[0]?.panels.map(
        ({ key, id }) => [key, id],
      ),
    );

  it("are unique numbers that Grafana takes", () => {
    fc.assert(
      fc.property(keys, (given) => {
        const ids = [...idsOf(given.filter((key) => key !== "row")).values()];
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every((id) => Number.isInteger(id) && id > 0 && id <= 0x7fff_ffff)).toBe(true);
      }),
    );
  });

  it("stay when other panels come, go or move", () => {
    fc.assert(
      fc.property(keys, fc.string({ minLength: 13, maxLength: 20 }), (given, added) => {
        const [before, after] = [idsOf(given), idsOf([added, ...given].reverse())];
        for (const key of given) {
          expect(after.get(key)).toBe(before.get(key));
        }
      }),
    );
  });

  it("differ even for keys that hash alike", () => {
    // FNV-1a's 31 bits of these two are the same.
    const [one, other] = alike();
    expect(panelId(one)).toBe(panelId(other));
    const ids = idsOf([one, other]);
    expect(ids.get(one)).not.toBe(ids.get(other));
  });
});

/** Two keys of one hash, looked for in order. */
function alike(): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let index = 0; ; index += 1) {
    const key = `panel/${index}`;
    const other = seen.get(panelId(key));
    if (other !== undefined) {
      return [other, key];
    }
    seen.set(panelId(key), key);
  }
}
