import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";

/** One SLO as `sloth generate` reads it. */
export interface SlothSlo {
  readonly name: string;
  readonly objective: number;
  readonly errorQuery: string;
  readonly totalQuery: string;
}

/** Writes one file a service for `sloth generate -i FOLDER`. */
export async function writeSlothSpecs(
  folder: string,
  services: readonly { readonly name: string; readonly slos: readonly SlothSlo[] }[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    services.map(({ name, slos }) =>
      writeFile(
        join(folder, `${name}.yaml`),
        stringify({ version: "prometheus/v1", service: name, slos: slos.map(slothSlo) }),
      ),
    ),
  );
}

function slothSlo({ name, objective, errorQuery, totalQuery }: SlothSlo) {
  return {
    name,
    objective,
    description: `${name} of the service`,
    sli: { events: { error_query: errorQuery, total_query: totalQuery } },
    alerting: { name: "ErrorBudgetBurn", page_alert: {}, ticket_alert: {} },
  };
}

/** The three SLOs that every service of the bench workspace has, in Sloth's words. */
export function slothServices(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const name = `service-${String(index).padStart(5, "0")}`;
    const of = `environment="production",service="${name}"`;
    const window = "[{{.window}}]";
    return {
      name,
      slos: [
        {
          name: "availability",
          objective: 99.9,
          errorQuery: `sum(rate(http_requests_total{${of},status_code=~"5.."}${window}))`,
          totalQuery: `sum(rate(http_requests_total{${of}}${window}))`,
        },
        {
          name: "writes",
          objective: 99.95,
          errorQuery: `sum(rate(http_requests_total{${of},method="POST",status_code=~"5.."}${window}))`,
          totalQuery: `sum(rate(http_requests_total{${of},method="POST"}${window}))`,
        },
        {
          name: "latency",
          objective: 99,
          errorQuery: `(sum(rate(http_request_duration_seconds_count{${of}}${window})) - sum(rate(http_request_duration_seconds_bucket{${of},le="0.3"}${window})))`,
          totalQuery: `sum(rate(http_request_duration_seconds_count{${of}}${window}))`,
        },
      ],
    };
  });
}
