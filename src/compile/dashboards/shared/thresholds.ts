import type { JsonObject } from "../../../artifacts/index.ts";
import type { Thresholds } from "../model.ts";
import { COLORS } from "./colors.ts";

/**
 * Writes thresholds. The value of the first step means nothing, for it reaches down to minus infinity; Grafana itself
 * saves it as 0, while `null` is dropped by some versions and misread by others.
 *
 * @see https://github.com/grafana/grafana/blob/main/public/app/core/utils/object.ts
 */
export function thresholds({ base, steps }: Thresholds): JsonObject {
  return {
    mode: "absolute",
    steps: [
      { color: COLORS[base], value: 0 },
      ...steps.map(({ level, value }) => ({ color: COLORS[level], value })),
    ],
  };
}
