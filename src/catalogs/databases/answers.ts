import { type Alert, alert, type GaugeHandle, type Slo, uptime } from "../../definitions/index.ts";

/** What a catalog of a database takes. */
export interface UptimeOptions {
  /** Percentage of the time that the server answers. Default `"99.9"`. */
  readonly objective?: string;
}

/** That a server answers its exporter, as an objective. */
export function answers<Label extends string>(
  catalog: string,
  up: GaugeHandle<Label>,
  { objective = "99.9" }: UptimeOptions,
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
