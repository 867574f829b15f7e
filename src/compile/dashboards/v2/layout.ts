import type { JsonObject } from "../../../artifacts/index.ts";
import { layout } from "../layout.ts";
import type { Row } from "../model.ts";
import { elementName } from "./element.ts";

/** Writes rows, each with a grid of its own that begins at its heading. */
export function rowsLayout(rows: readonly Row[]): JsonObject {
  return {
    kind: "RowsLayout",
    spec: {
      rows: layout(rows).map(({ row, position: heading, panels }) => ({
        kind: "RowsLayoutRow",
        spec: {
          collapse: false,
          layout: {
            kind: "GridLayout",
            spec: {
              items: panels.map(({ panel, position: { h, w, x, y } }) => ({
                kind: "GridLayoutItem",
                spec: {
                  element: { kind: "ElementReference", name: elementName(panel) },
                  height: h,
                  width: w,
                  x,
                  y: y - heading.y - heading.h,
                },
              })),
            },
          },
          title: row.title,
        },
      })),
    },
  };
}
