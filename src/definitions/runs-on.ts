import { z } from "zod";
import { durationSchema, namespaceSchema } from "./common.ts";
import { located } from "./source.ts";

const labelValueSchema = z
  .string()
  .regex(/^(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?$/, "expected a value of a Kubernetes label");

/** Labels of Kubernetes objects that all must match. */
export const labelSelectorSchema = z
  .record(
    z.string().regex(/^[-A-Za-z0-9_./]{1,317}$/, "expected a key of a Kubernetes label"),
    labelValueSchema,
  )
  .refine((labels) => Object.keys(labels).length > 0, "expected at least one label");

/** A schema for {@link RunsOn}. */
export const runsOnSchema = z.strictObject({
  kind: z.literal("kubernetes"),
  namespace: z.union([namespaceSchema, z.record(z.string(), namespaceSchema)]),
  selector: labelSelectorSchema,
  metricsPort: z
    .string()
    .regex(
      /^(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/,
      'expected a port\'s name, such as "http-metrics"',
    ),
  metricsPath: z.string().startsWith("/", 'expected a path that starts with "/"').optional(),
  scrapeInterval: durationSchema.optional(),
  scrapeTimeout: durationSchema.optional(),
});

/** Where a service runs, and how its metrics are found there. */
export type RunsOn = z.infer<typeof runsOnSchema>;

/**
 * A service on Kubernetes whose metrics are scraped through a Kubernetes Service.
 *
 * @example kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" })
 */
export function kubernetes(options: {
  /** Namespace of the pods; one for all environments, or by environment. */
  readonly namespace: string | Readonly<Record<string, string>>;
  /** Labels of the Kubernetes Service. */
  readonly selector: Readonly<Record<string, string>>;
  /** Name (not number) of the Service's port that serves the metrics. */
  readonly metricsPort: string;
  /** Default `/metrics`. */
  readonly metricsPath?: string;
  /** Default: the platform's. */
  readonly scrapeInterval?: string;
  /** Default: 80 % of the scrape interval, at most 10 s. */
  readonly scrapeTimeout?: string;
}): RunsOn {
  return located<RunsOn>({ kind: "kubernetes", ...options }, kubernetes);
}
