import { z } from "zod";
import { nameSchema, withDefaults } from "./common.ts";
import { located } from "./source.ts";

/** Platforms that Sentry groups and symbolises stack traces for, as far as services need them. */
const SENTRY_PLATFORMS = [
  "dotnet",
  "elixir",
  "go",
  "java",
  "java-spring-boot",
  "javascript",
  "javascript-nextjs",
  "javascript-react",
  "kotlin",
  "native",
  "node",
  "node-express",
  "node-fastify",
  "node-hono",
  "node-nestjs",
  "other",
  "php",
  "php-laravel",
  "php-symfony",
  "python",
  "python-celery",
  "python-django",
  "python-fastapi",
  "python-flask",
  "ruby",
  "ruby-rails",
  "rust",
] as const;

/** A schema for {@link ErrorTracking}. */
export const errorTrackingSchema = z.strictObject({
  kind: z.literal("sentry"),
  platform: z.enum(SENTRY_PLATFORMS),
  project: nameSchema.optional(),
  /** Events a minute that Sentry takes from the service's key. */
  rateLimit: z.int().positive(),
  /** Errors within an hour above which the team hears of it at once. */
  spike: z.int().positive(),
  secretName: nameSchema.optional(),
});

/** How a service's errors are tracked. */
export type ErrorTracking = z.infer<typeof errorTrackingSchema>;

/**
 * Tracks a service's errors in a Sentry project of its own. The DSN is handed over as a Kubernetes Secret in
 * the service's namespace, under the key `SENTRY_DSN`.
 *
 * @example sentry({ platform: "node" })
 */
export function sentry(options: {
  readonly platform: ErrorTracking["platform"];
  /** The project's slug. Default: the service's name. */
  readonly project?: string;
  /** Events a minute that Sentry takes before it drops. Default 300. */
  readonly rateLimit?: number;
  /** Errors within an hour that make an alert of their own. Default 100. */
  readonly spike?: number;
  /** Name of the Secret with the DSN. Default: `<service>-sentry`. */
  readonly secretName?: string;
}): ErrorTracking {
  return located<ErrorTracking>(
    { ...withDefaults({ rateLimit: 300, spike: 100 }, options), kind: "sentry" },
    sentry,
  );
}
