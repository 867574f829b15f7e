import { z } from "zod";
import { urlSchema } from "./common.ts";

/** A schema for {@link Traces}. */
export const tracesSchema = z.strictObject({ kind: z.enum(["tempo", "jaeger"]), url: urlSchema });

/** A system that keeps traces; Crowsnest runs none, and leads there. */
export type Traces = z.infer<typeof tracesSchema>;

/**
 * Tempo, as Grafana reaches it. Panels lead to the traces of their time, exemplars and log lines to theirs.
 *
 * @example traces: tempo({ url: "http://tempo.tracing:3200" })
 */
export function tempo(options: { readonly url: string }): Traces {
  return { kind: "tempo", ...options };
}

/** Jaeger, as Grafana reaches it: the address of its query service. @example jaeger({ url: "http://jaeger-query.tracing:16686" }) */
export function jaeger(options: { readonly url: string }): Traces {
  return { kind: "jaeger", ...options };
}
