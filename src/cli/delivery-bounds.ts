import { alertReports } from "../audit/index.ts";
import type { Ready } from "./compile-or-report.ts";

/** Longest time from a fault to the message of one alert. */
export interface DeliveryBound {
  readonly alert: string;
  readonly environment: string;
  /** The longest time that is allowed; `null` for any. */
  readonly limitSeconds: number | null;
  readonly seconds: number;
  readonly service: string;
  readonly severity: string;
}

/** The bound of every alert that reaches somebody. */
export function deliveryBounds({ artifacts, workspace }: Ready): readonly DeliveryBound[] {
  return workspace.environments.flatMap((environment) => {
    const made = artifacts.environments.find((each) => each.environment === environment.name);
    return (made === undefined ? [] : alertReports(environment, made)).flatMap((report) =>
      report.latency === undefined
        ? []
        : [
            {
              alert: report.id,
              environment: report.environment,
              limitSeconds: report.limitSeconds ?? null,
              seconds: report.latency.seconds,
              service: report.service,
              severity: report.rule.labels.severity ?? "none",
            },
          ],
    );
  });
}

/** How soon somebody is woken at the latest when a service fails as a whole, such as `25 s`; `-` for never. */
export function paged(bounds: readonly DeliveryBound[], environment: string, service: string): string {
  const seconds = bounds
    .filter(
      (bound) =>
        bound.environment === environment && bound.service === service && bound.severity === "critical",
    )
    .map((bound) => bound.seconds);
  return seconds.length === 0 ? "-" : `${Math.min(...seconds)} s`;
}
