import { z } from "zod";
import { nameSchema, textSchema } from "./common.ts";
import type { PlatformSettings } from "./platform.ts";
import { located } from "./source.ts";

const clusterSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("kubeconfig"), context: textSchema, path: textSchema.optional() }),
  z.strictObject({ kind: z.literal("inCluster") }),
]);

const backendSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("local"), directory: textSchema.optional() }),
  z.strictObject({
    kind: z.literal("s3"),
    bucket: textSchema,
    region: textSchema,
    prefix: z
      .string()
      .regex(/^[\w./-]*$/, "expected a key's prefix")
      .optional(),
  }),
  z.strictObject({
    kind: z.literal("gcs"),
    bucket: textSchema,
    prefix: z
      .string()
      .regex(/^[\w./-]*$/, "expected a prefix")
      .optional(),
  }),
]);

/** A schema for {@link Environment}, but for `platform`, which is checked once it is merged. */
export const environmentSchema = z.strictObject({
  kind: z.literal("environment"),
  name: nameSchema,
  cluster: clusterSchema,
  backend: backendSchema.default({ kind: "local" }),
  platform: z.record(z.string(), z.unknown()).default({}),
});

/** How Terraform reaches an environment's cluster. */
export type Cluster = z.infer<typeof clusterSchema>;
/** Where Terraform keeps an environment's state. */
export type Backend = z.infer<typeof backendSchema>;

/** What {@link defineEnvironment} takes. */
export interface EnvironmentOptions {
  /** Stable name; it becomes the `environment` label of every series and alert. */
  readonly name: string;
  readonly cluster: Cluster;
  /** Where Terraform keeps its state. Default: local files beside the output. */
  readonly backend?: Backend;
  /** What differs here from the platform; each section given replaces the platform's keys of that section. */
  readonly platform?: {
    readonly [Key in keyof PlatformSettings]?: Partial<NonNullable<PlatformSettings[Key]>>;
  };
}

/** An environment as its author wrote it. */
export interface Environment extends EnvironmentOptions {
  readonly kind: "environment";
}

/**
 * Declares an environment: a cluster that gets a full set of stacks.
 *
 * @example defineEnvironment({ name: "production", cluster: kubeconfig({ context: "production" }),
 *   backend: s3Backend({ bucket: "shop-terraform", region: "eu-central-1" }) })
 */
export function defineEnvironment(options: EnvironmentOptions): Environment {
  return located<Environment>({ kind: "environment", ...options }, defineEnvironment);
}

/** A context of a kubeconfig file. `path` is by default what the variable `KUBE_CONFIG_PATH` says where Terraform runs. */
export function kubeconfig(options: { readonly context: string; readonly path?: string }): Cluster {
  return { kind: "kubeconfig", ...options };
}

/** The cluster that Terraform itself runs in. */
export function inCluster(): Cluster {
  return { kind: "inCluster" };
}

/** State in an S3 bucket with its own lock files. @example s3Backend({ bucket: "state", region: "eu-central-1" }) */
export function s3Backend(options: {
  readonly bucket: string;
  readonly region: string;
  /** Put before each stack's key. Default: nothing. */
  readonly prefix?: string;
}): Backend {
  return { kind: "s3", ...options };
}

/** State in a Google Cloud Storage bucket. @example gcsBackend({ bucket: "state" }) */
export function gcsBackend(options: { readonly bucket: string; readonly prefix?: string }): Backend {
  return { kind: "gcs", ...options };
}

/** State in local files. `directory` is relative to the output; by default the folder that the output is in. */
export function localBackend(options: { readonly directory?: string } = {}): Backend {
  return { kind: "local", ...options };
}
