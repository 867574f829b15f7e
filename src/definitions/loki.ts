import { z } from "zod";
import { kubernetesNameSchema, quantitySchema, urlSchema } from "./common.ts";
import { logRetentionSchema, retentionClassesSchema } from "./logs.ts";
import { located } from "./source.ts";

const filesystemSchema = z.strictObject({
  kind: z.literal("filesystem"),
  size: quantitySchema,
  className: kubernetesNameSchema.optional(),
});

const s3Schema = z.strictObject({
  kind: z.literal("s3"),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "expected a bucket's name"),
  region: z.string().min(1),
  endpoint: urlSchema.optional(),
  /** Secret with the keys `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`; without it, the pod's own identity. */
  credentialsSecret: kubernetesNameSchema.optional(),
});

/** A schema for {@link Loki}. */
export const lokiSchema = z.strictObject({
  kind: z.literal("loki"),
  mode: z.enum(["monolithic", "distributed"]).default("monolithic"),
  replicas: z.int().min(1).max(20).default(1),
  storage: z.discriminatedUnion("kind", [filesystemSchema, s3Schema]),
  retention: logRetentionSchema.default("30d"),
  retentionClasses: retentionClassesSchema,
  serviceLimit: z.int().min(1).max(1_000).default(8),
  /** Date from which the schema holds; it must not change once logs were written. */
  schemaFrom: z.iso.date().default("2026-01-01"),
  tenant: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "expected a tenant's id")
    .default("platform"),
});

/** How Loki is run, with all defaults filled in. */
export type Loki = z.infer<typeof lokiSchema>;

/** An S3 bucket or anything that speaks its API. */
export interface S3Storage {
  readonly kind: "s3";
  readonly bucket: string;
  readonly region: string;
  readonly endpoint?: string;
  readonly credentialsSecret?: string;
}

/** A volume of the one replica. */
export interface FilesystemStorage {
  readonly kind: "filesystem";
  readonly size: string;
  readonly className?: string;
}

/** Loki as its author wrote it. */
export interface LokiOptions {
  readonly kind: "loki";
  /**
   * `"monolithic"`: every replica does everything, for up to a few hundred gigabytes a day. `"distributed"`: each
   * part is scaled by itself; it needs object storage and at least three replicas. Default `"monolithic"`.
   */
  readonly mode?: "monolithic" | "distributed";
  /**
   * Replicas, or of the parts that read and write lines in distributed mode; more than one need object storage, and
   * a line is kept by three of them when there are as many. Default 1.
   */
  readonly replicas?: number;
  readonly storage: S3Storage | FilesystemStorage;
  /** How long lines are kept unless a service says otherwise. Default `"30d"`. */
  readonly retention?: string;
  /**
   * How long lines of other classes are kept, by names that services say as `retention`. Default: none.
   *
   * @example { audit: "400d", short: "3d" }
   */
  readonly retentionClasses?: Readonly<Record<string, string>>;
  /** Megabytes a second that one service may write in a namespace; what is more waits on the nodes. Default 8. */
  readonly serviceLimit?: number;
  /** First day of the storage schema; never change it once lines were written. Default `"2026-01-01"`. */
  readonly schemaFrom?: string;
  /** Tenant that all lines are written to. Default `"platform"`. */
  readonly tenant?: string;
}

/**
 * Keeps logs in Loki.
 *
 * @example loki({ replicas: 3, retention: "30d", storage: s3({ bucket: "shop-logs", region: "eu-central-1" }) })
 */
export function loki(options: Omit<LokiOptions, "kind">): LokiOptions {
  return located<LokiOptions>({ kind: "loki", ...options }, loki);
}

/** An S3 bucket. @example s3({ bucket: "shop-logs", region: "eu-central-1" }) */
export function s3(options: Omit<S3Storage, "kind">): S3Storage {
  return located<S3Storage>({ kind: "s3", ...options }, s3);
}

/** A volume, for a single replica. @example filesystem({ size: "50Gi" }) */
export function filesystem(options: Omit<FilesystemStorage, "kind">): FilesystemStorage {
  return located<FilesystemStorage>({ kind: "filesystem", ...options }, filesystem);
}
