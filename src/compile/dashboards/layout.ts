import type { Panel, Row } from "./model.ts";

/** Columns of Grafana's grid. */
export const GRID_COLUMNS = 24;

/** A rectangle of the grid. */
export interface Position {
  readonly h: number;
  readonly w: number;
  readonly x: number;
  readonly y: number;
}

/** A row of the dashboard with the place of its heading and of each panel. */
export interface PlacedRow {
  readonly row: Row;
  readonly position: Position;
  readonly panels: readonly { readonly panel: Panel; readonly position: Position }[];
}

/**
 * Places rows one below the other, each with a heading of its own and its panels in lines of 24 columns, from left
 * to right. A line is as high as its highest panel, so that nothing overlaps and the order of panels is also the
 * order by position that Grafana sorts them in.
 */
export function layout(rows: readonly Row[]): readonly PlacedRow[] {
  let y = 0;
  return rows.map((row) => {
    const position = { h: 1, w: GRID_COLUMNS, x: 0, y };
    let lineHeight = 0;
    let x = 0;
    y += 1;
    const panels = row.panels.map((panel) => {
      if (x + panel.width > GRID_COLUMNS) {
        y += lineHeight;
        x = 0;
        lineHeight = 0;
      }
      const place = { h: panel.height, w: panel.width, x, y };
      x += panel.width;
      lineHeight = Math.max(lineHeight, panel.height);
      return { panel, position: place };
    });
    y += lineHeight;
    return { row, position, panels };
  });
}
