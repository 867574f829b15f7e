import type { EnvironmentArtifacts } from "../artifacts/index.ts";
import { type PreviewQuery, previewRows } from "./panels.ts";

/** A query of a panel, as a Prometheus without Grafana takes it. */
export interface PanelRequest {
  readonly dashboard: string;
  readonly panel: string;
  readonly kind: string;
  readonly query: PreviewQuery;
  readonly expr: string;
}

/** Every query that the dashboards of an environment put to Prometheus. */
export function panelRequests(environment: EnvironmentArtifacts): readonly PanelRequest[] {
  return environment.teams.flatMap(({ dashboards }) =>
    dashboards.flatMap((dashboard) =>
      previewRows(dashboard).flatMap(({ panels }) =>
        panels.flatMap(({ id, kind, queries }) =>
          queries
            .filter(({ datasource }) => datasource === "prometheus")
            .map((query) => ({
              dashboard: dashboard.uid,
              panel: String(id),
              kind,
              query,
              expr: withoutVariables(query.expr),
            })),
        ),
      ),
    ),
  );
}

/** Puts in for Grafana's variables what it would itself when a dashboard is opened. */
export function withoutVariables(expr: string, rateInterval = "1m"): string {
  return (
    expr
      .replaceAll("$__rate_interval", rateInterval)
      .replaceAll("$__interval", rateInterval)
      .replaceAll("$__range", "6h")
      // Whatever the reader may choose, and everything is chosen at first.
      .replace(/\[\$\{?\w+\}?\]/g, `[${rateInterval}]`)
      .replace(/=~?\s*"\$\{?\w+(?::\w+)?\}?"/g, '=~".+"')
      .replace(/\$\{?\w+(?::\w+)?\}?/g, ".+")
  );
}
