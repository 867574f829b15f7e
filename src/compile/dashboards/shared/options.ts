import type { JsonObject } from "../../../artifacts/index.ts";
import type { Panel } from "../model.ts";

/** The oldest Grafana that these panels are written for; without it Grafana migrates them from the year 2018. */
export const PLUGIN_VERSION = "13.0.0";

const LAST: JsonObject = { calcs: ["lastNotNull"], fields: "", values: false };

const TIME_SERIES: JsonObject = {
  legend: { calcs: ["lastNotNull", "max"], displayMode: "table", placement: "bottom", showLegend: true },
  tooltip: { mode: "multi", sort: "desc" },
};

const STAT: JsonObject = {
  colorMode: "value",
  graphMode: "none",
  justifyMode: "auto",
  orientation: "auto",
  percentChangeColorMode: "standard",
  reduceOptions: LAST,
  showPercentChange: false,
  textMode: "value",
  wideLayout: true,
};

const GAUGE: JsonObject = {
  orientation: "auto",
  reduceOptions: LAST,
  showThresholdLabels: false,
  showThresholdMarkers: true,
};

const TABLE: JsonObject = { cellHeight: "sm", showHeader: true };

const LOGS: JsonObject = {
  dedupStrategy: "none",
  enableLogDetails: true,
  prettifyLogMessage: false,
  showCommonLabels: false,
  showLabels: false,
  showTime: true,
  sortOrder: "Descending",
  wrapLogMessage: true,
};

/** Writes what the kind of panel asks for beside the data. */
export function options(panel: Panel): JsonObject {
  switch (panel.kind) {
    case "timeseries":
      return TIME_SERIES;
    case "stat":
      return STAT;
    case "gauge":
      return GAUGE;
    case "table":
      return TABLE;
    case "logs":
      return LOGS;
    case "text":
      return { content: panel.markdown, mode: "markdown" };
  }
}
