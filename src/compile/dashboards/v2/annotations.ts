import type { JsonObject } from "../../../artifacts/index.ts";
import type { Annotation } from "../model.ts";
import { COLORS } from "../shared/colors.ts";
import { BUILT_IN_QUERY, dataQuery } from "./query.ts";

/** Grafana's own annotations; it adds this query to every dashboard that lacks it. */
const BUILT_IN: JsonObject = {
  kind: "AnnotationQuery",
  spec: {
    builtIn: true,
    enable: true,
    hide: true,
    iconColor: "rgba(0, 211, 255, 1)",
    name: "Annotations & Alerts",
    query: BUILT_IN_QUERY,
  },
};

/** Writes what is marked on every graph. */
export function annotationKinds(items: readonly Annotation[]): readonly JsonObject[] {
  return [BUILT_IN, ...items.map(annotation)];
}

function annotation({ name, expr, minStep, title, text, tagLabels, level }: Annotation): JsonObject {
  return {
    kind: "AnnotationQuery",
    spec: {
      builtIn: false,
      enable: true,
      hide: false,
      iconColor: COLORS[level],
      // What the schema has no field for; Grafana hands it to the data source as it is.
      legacyOptions: {
        tagKeys: tagLabels.join(","),
        textFormat: text,
        titleFormat: title,
        useValueForTime: false,
      },
      name,
      query: dataQuery("prometheus", {
        editorMode: "code",
        expr,
        interval: minStep,
        range: true,
        refId: "Anno",
      }),
    },
  };
}
