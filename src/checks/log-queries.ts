import type { Diagnostic } from "../diagnostics/index.ts";
import type { Drafted, ParsedService } from "../workspace/index.ts";

/** A LogQL pipeline that a service wrote. */
export interface LogQuery {
  readonly place: Pick<Diagnostic, "path" | "source">;
  readonly pipeline: string;
}

/** Every pipeline of a service: of its SLOs on log lines, and of its alerts on them. */
export function logQueries(service: Drafted<ParsedService>): readonly LogQuery[] {
  const { logAlerts = [], slos } = service.value;
  return [
    ...slos.flatMap(({ sli }, index) =>
      sli.kind === "logEvents"
        ? (["total", "bad"] as const).map((key) => ({
            pipeline: sli[key],
            place: service.at("slos", index, "sli", key),
          }))
        : [],
    ),
    ...logAlerts.map(({ lines }, index) => ({
      pipeline: lines,
      place: service.at("logAlerts", index, "lines"),
    })),
  ];
}
