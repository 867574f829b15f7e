import type { JsonObject } from "../../../artifacts/index.ts";
import type { Column, GaugePanel, StatPanel, TablePanel, TimeSeriesPanel } from "../model.ts";
import { thresholds } from "./thresholds.ts";

const PLAIN: JsonObject = { mode: "absolute", steps: [{ color: "green", value: 0 }] };
// By name, so that a series keeps its colour when another one appears.
const BY_NAME: JsonObject = { mode: "palette-classic-by-name" };
const BY_THRESHOLD: JsonObject = { mode: "thresholds" };

/** Writes how a panel's values look. */
export function fieldConfig(panel: TimeSeriesPanel | StatPanel | GaugePanel | TablePanel): JsonObject {
  return {
    defaults: defaults(panel),
    overrides: panel.kind === "table" ? (panel.columns ?? []).map(override) : [],
  };
}

function defaults(panel: TimeSeriesPanel | StatPanel | GaugePanel | TablePanel): JsonObject {
  switch (panel.kind) {
    case "timeseries":
      return {
        color: BY_NAME,
        custom: lines(panel),
        ...(panel.min !== undefined && { min: panel.min }),
        thresholds: panel.thresholds === undefined ? PLAIN : thresholds(panel.thresholds),
        unit: panel.unit,
      };
    case "table":
      return {
        color: BY_THRESHOLD,
        custom: { align: "auto", cellOptions: { type: "auto" }, inspect: false },
        noValue: panel.noValue,
        thresholds: PLAIN,
        unit: panel.unit,
      };
    default:
      return {
        color: BY_THRESHOLD,
        ...(panel.kind === "gauge" && { max: panel.max, min: panel.min }),
        noValue: panel.noValue,
        thresholds: thresholds(panel.thresholds),
        unit: panel.unit,
      };
  }
}

function lines({ thresholds: shown }: TimeSeriesPanel): JsonObject {
  return {
    drawStyle: "line",
    fillOpacity: 10,
    lineInterpolation: "linear",
    lineWidth: 1,
    showPoints: "auto",
    spanNulls: false,
    thresholdsStyle: { mode: shown === undefined ? "off" : "dashed" },
  };
}

/** Writes how one column differs from the others. */
function override(column: Column): JsonObject {
  const { heading, unit, link, text } = column;
  const properties: JsonObject[] = [
    ...(unit === undefined ? [] : [{ id: "unit", value: unit }]),
    ...(column.thresholds === undefined
      ? []
      : [
          { id: "thresholds", value: thresholds(column.thresholds) },
          { id: "custom.cellOptions", value: { type: "color-text" } },
        ]),
    ...(link === undefined
      ? []
      : [{ id: "links", value: [{ targetBlank: link.newTab, title: link.title, url: link.url }] }]),
    ...(text === undefined
      ? []
      : [
          {
            id: "mappings",
            value: [{ options: { pattern: ".*", result: { index: 0, text } }, type: "regex" }],
          },
        ]),
  ];
  return { matcher: { id: "byName", options: heading }, properties };
}
