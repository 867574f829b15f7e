import { textAt } from "./shown-plan.ts";

/** The uid that a dashboard's JSON names; Grafana knows the dashboard by it. */
export function dashboardUid(json: unknown): string | undefined {
  if (typeof json !== "string") return undefined;
  try {
    return textAt(JSON.parse(json), "uid");
  } catch {
    return undefined;
  }
}
