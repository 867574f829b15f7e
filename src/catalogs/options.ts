import { z } from "zod";
import { issue } from "../definitions/common.ts";
import { type ThresholdText, thresholdNumber } from "../definitions/unit.ts";

/** A share that can be passed in both directions: of nothing, and of all there is, no more is told. */
export const shareSchema = z.custom<ThresholdText<"ratio">>(
  (value) => isWithin(value, "ratio", 1),
  issue(
    "invalid-value",
    "not a share that can be passed",
    'Write a percentage above 0 and below 100, such as "90%".',
  ),
);

/** How long something may take. */
export const timeSchema = z.custom<ThresholdText<"seconds">>(
  (value) => isWithin(value, "seconds", Number.POSITIVE_INFINITY),
  issue(
    "invalid-duration",
    "not a duration",
    'Write a number above 0 with a unit, such as "500ms" or "30s".',
  ),
);

function isWithin(text: unknown, unit: "ratio" | "seconds", end: number): boolean {
  const threshold = typeof text === "string" ? thresholdNumber(text) : undefined;
  return threshold?.unit === unit && Number(threshold.value) > 0 && Number(threshold.value) < end;
}
