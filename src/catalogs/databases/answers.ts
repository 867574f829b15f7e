import { z } from "zod";
import { type Alert, alert, type GaugeHandle, type Slo, uptime } from "../../definitions/index.ts";
import { objectiveSchema } from "../../definitions/slo.ts";

/** What a catalog of a database takes. */
export interface UptimeOptions {
  /** Percentage of the time that the server answers. Default `"99.9"`. */
  readonly objective?: string;
}

/** A schema for {@link UptimeOptions}. */
export const uptimeOptionsSchema = z.strictObject({ objective: objectiveSchema.default("99.9") });

/** That a server answers its exporter, as an objective. */
export function answers<Label extends string>(
  catalog: string,
  up: GaugeHandle<Label>,
  { objective }: z.output<typeof uptimeOptionsSchema>,
): Slo {
  return uptime({ name: `${catalog}-uptime`, objective, of: up });
}

/** An alert on a server that does not answer its exporter twice in a row. */
export function doesNotAnswer<Label extends string>(
  name: string,
  up: GaugeHandle<Label>,
  server: string,
): Alert {
  return alert(name, {
    when: up.min().below(1),
    for: "5s",
    severity: "critical",
    summary: `${server} does not answer`,
  });
}
