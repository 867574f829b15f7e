import type { JsonObject } from "../../../artifacts/index.ts";
import type { Annotation } from "../model.ts";
import { COLORS } from "../shared/colors.ts";
import { dataSourceReference } from "../shared/data-source.ts";

/** Grafana's own annotations; it adds this query to every dashboard that lacks it. */
const BUILT_IN: JsonObject = {
  builtIn: 1,
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
  name: "Annotations & Alerts",
  type: "dashboard",
};

/** Writes what is marked on every graph. */
export function annotations(items: readonly Annotation[]): readonly JsonObject[] {
  return [BUILT_IN, ...items.map(annotation)];
}

function annotation({ name, expr, minStep, title, text, tagLabels, level }: Annotation): JsonObject {
  return {
    datasource: dataSourceReference("prometheus"),
    enable: true,
    hide: false,
    iconColor: COLORS[level],
    name,
    tagKeys: tagLabels.join(","),
    target: { editorMode: "code", expr, interval: minStep, range: true, refId: "Anno" },
    textFormat: text,
    titleFormat: title,
    useValueForTime: false,
  };
}
