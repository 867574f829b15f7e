import { z } from "zod";
import { issue, kubernetesNameSchema } from "./common.ts";
import { located } from "./source.ts";
import { timeZoneSchema } from "./time-zone.ts";

const placeSchema = z.enum(["nodes", "hosts"]).default("nodes");

const pathSchema = z
  .string()
  .max(1_000, "expected a path of at most 1,000 characters")
  .refine(
    (path) => /^\/[^/*?[\]{}\s"'\\]+\//.test(path) && !path.split("/").includes(".."),
    issue(
      "invalid-value",
      "not the path of files",
      'Write an absolute path below a folder, such as "/var/log/legacy/*.log"; only what follows the first folder may be a pattern.',
    ),
  );

/** Where a node keeps what its pods write to their output. */
const POD_LOGS = /^\/var\/log\/(?:pods|containers)\//;

const filesSchema = z
  .strictObject({
    kind: z.literal("files"),
    on: placeSchema,
    paths: z.array(pathSchema).min(1, "expected at least one path").readonly(),
  })
  .refine(
    ({ on, paths }) => on === "hosts" || !paths.some((path) => POD_LOGS.test(path)),
    issue(
      "invalid-value",
      "files of what pods write",
      "Leave `from` out: lines of pods are read already, and belong to the service whose labels the pod has.",
    ),
  );

const RANGE = "expected a range of addresses such as 10.20.0.0/16";

const cidrSchema = z
  .union([z.cidrv4(RANGE), z.cidrv6(RANGE)])
  .refine(
    (range) => !range.endsWith("/0"),
    issue("invalid-value", "a port that is open to everyone", "Name the ranges of those who send lines."),
  );

const tlsSchema = z.union([
  z.strictObject({ secret: kubernetesNameSchema, verifyClients: z.boolean().default(false) }),
  z.strictObject({
    certificateFile: z.string().startsWith("/", "expected an absolute path"),
    keyFile: z.string().startsWith("/", "expected an absolute path"),
    clientCaFile: z.string().startsWith("/", "expected an absolute path").optional(),
  }),
]);

const syslogSchema = z
  .strictObject({
    kind: z.literal("syslog"),
    on: placeSchema,
    protocol: z.enum(["rfc5424", "rfc3164"]).default("rfc5424"),
    transport: z.enum(["tcp", "udp"]).default("tcp"),
    port: z.int().min(1).max(65_535),
    from: z.array(cidrSchema).readonly().default([]),
    tls: tlsSchema.optional(),
    timezone: timeZoneSchema.default("UTC"),
  })
  .refine(
    ({ tls, transport }) => tls === undefined || transport === "tcp",
    issue("invalid-value", "TLS over UDP", 'Use `transport: "tcp"`: syslog has no TLS over UDP here.'),
  )
  .refine(
    ({ on, tls }) => tls === undefined || (on === "nodes") === "secret" in tls,
    issue(
      "invalid-value",
      "a certificate that cannot be there",
      "On nodes it is a Secret (`tls: { secret }`), on hosts files (`tls: { certificateFile, keyFile }`).",
    ),
  )
  .refine(
    ({ from, on }) => on === "hosts" || from.length > 0,
    issue(
      "missing-key",
      "nobody may connect",
      'Say who may, such as `from: ["10.20.0.0/16"]`: the collector\'s port is closed to everyone else.',
    ),
  );

/** A schema for {@link LogSource}. */
export const logSourceSchema = z.discriminatedUnion("kind", [filesSchema, syslogSchema]);

/** Where lines come from that no pod writes, with all defaults filled in. */
export type LogSource = z.infer<typeof logSourceSchema>;

/** Files that lines are read from. */
export interface FilesOptions {
  /** Absolute paths; `*` stands for any part of a name, `**` for any folders. */
  readonly paths: readonly string[];
  /**
   * `"nodes"`: the files lie on the cluster's nodes, and its collectors read them. `"hosts"`: they lie on machines
   * outside; `crowsnest build` writes the configuration of a collector for these. Default `"nodes"`.
   */
  readonly on?: "nodes" | "hosts";
}

/** Messages of syslog that a collector receives. */
export interface SyslogOptions {
  /** Port that it listens on. */
  readonly port: number;
  /** How messages are written: RFC 5424, or RFC 3164 as older devices do. Default `"rfc5424"`. */
  readonly protocol?: "rfc5424" | "rfc3164";
  /** UDP loses messages without a word. Default `"tcp"`. */
  readonly transport?: "tcp" | "udp";
  /** Where it listens: on each of the cluster's nodes, or on machines outside. Default `"nodes"`. */
  readonly on?: "nodes" | "hosts";
  /** Ranges of addresses that may connect to the nodes, such as `"10.20.0.0/16"`. */
  readonly from?: readonly string[];
  /**
   * Certificate to show: on nodes a Secret of type `kubernetes.io/tls` in the collectors' namespace, on hosts files.
   * `verifyClients` asks for one that `ca.crt` of the Secret signed, `clientCaFile` does the same. Default: no TLS.
   */
  readonly tls?:
    | { readonly secret: string; readonly verifyClients?: boolean }
    | { readonly certificateFile: string; readonly keyFile: string; readonly clientCaFile?: string };
  /** Time zone of RFC 3164, whose times have none. Default `"UTC"`. */
  readonly timezone?: string;
}

/** Lines as their author wrote where they come from. */
export type LogSourceOptions =
  | (FilesOptions & { readonly kind: "files" })
  | (SyslogOptions & { readonly kind: "syslog" });

/** Lines of files that no pod writes to its output. @example files({ paths: ["/var/log/legacy/*.log"] }) */
export function files(options: FilesOptions): LogSourceOptions {
  return located<LogSourceOptions>({ kind: "files", ...options }, files);
}

/** Messages of syslog. @example syslog({ port: 6514, from: ["10.20.0.0/16"], tls: { secret: "syslog-tls" } }) */
export function syslog(options: SyslogOptions): LogSourceOptions {
  return located<LogSourceOptions>({ kind: "syslog", ...options }, syslog);
}

/**
 * Port that a pod listens on for one of its node's: below 1024 only who has a capability may listen, and a collector
 * has none.
 */
export function podPort(port: number): number {
  return port < 1_024 ? port + 10_000 : port;
}
