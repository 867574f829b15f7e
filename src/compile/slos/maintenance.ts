import type { Maintenance } from "../../definitions/index.ts";
import { recurrenceOf } from "../../workspace/index.ts";

/**
 * PromQL that has a result while a step overlaps with maintenance: from its start until a whole step after its end.
 * Without maintenance there is none.
 */
export function underMaintenance(
  maintenance: readonly Maintenance[],
  stepSeconds: number,
): string | undefined {
  return maintenance.length === 0
    ? undefined
    : maintenance.map((window) => withinWindow(window, stepSeconds)).join(" or ");
}

function withinWindow(window: Maintenance, stepSeconds: number): string {
  const { start, length, period } = recurrenceOf(window);
  const end = length + stepSeconds;
  return period === undefined
    ? `vector(time()) > ${start} < ${start + end}`
    : `(vector(time()) - ${start}) % ${period} > 0 < ${end}`;
}
