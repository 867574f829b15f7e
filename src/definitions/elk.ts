import { z } from "zod";
import {
  baseUrlSchema,
  durationSchema,
  issue,
  kubernetesNameSchema,
  nameSchema,
  namespaceSchema,
  quantitySchema,
} from "./common.ts";
import { type IngressOptions, ingressSchema, type VolumeOptions, volumeSchema } from "./kubernetes-parts.ts";
import { logRetentionSchema, retentionClassesSchema } from "./logs.ts";
import { located } from "./source.ts";

/** The Elastic Stack that the default charts bring. */
export const DEFAULT_STACK_VERSION = "9.5.0";

const nodesSchema = (size: string) =>
  z.strictObject({
    nodes: z.int().min(1).max(100).default(3),
    memory: quantitySchema.default("8Gi"),
    storage: volumeSchema.default({ size }),
  });

const warmSchema = nodesSchema("1Ti").extend({
  after: durationSchema.default("7d"),
});

/** Text of a pipeline of Logstash; a brace that is not closed would end in somebody else's block. */
const pluginsSchema = z
  .string()
  .min(1, "expected plugins of Logstash")
  .refine(
    balanced,
    issue("invalid-value", "plugins whose braces are not in pairs", "Close each brace that is opened.", {
      untold: true,
    }),
  );

const logstashPipelineSchema = z.strictObject({
  kind: z.literal("logstashPipeline"),
  name: nameSchema,
  service: z.string(),
  input: pluginsSchema,
  filter: pluginsSchema.optional(),
  listens: z.strictObject({ port: z.int().min(1024).max(65_535), from: namespaceSchema }).optional(),
});

/** A schema for {@link Elk}. */
export const elkSchema = z.strictObject({
  kind: z.literal("elk"),
  version: z
    .string()
    .regex(
      /^(9\.[1-9]\d*\.\d+|[1-9]\d\.\d+\.\d+)$/,
      'expected an exact version of 9.1 or later, such as "9.5.0"',
    )
    .default(DEFAULT_STACK_VERSION),
  retention: logRetentionSchema.default("30d"),
  retentionClasses: retentionClassesSchema,
  url: baseUrlSchema.optional(),
  hot: nodesSchema("200Gi").prefault({}),
  warm: warmSchema.optional(),
  masters: z.union([z.literal(0), z.literal(3)]).optional(),
  kibana: z.strictObject({
    url: baseUrlSchema,
    replicas: z.int().min(1).max(10).default(2),
    ingress: ingressSchema.prefault({}),
  }),
  certificateSecret: kubernetesNameSchema.optional(),
  accounts: z
    .strictObject({
      reader: kubernetesNameSchema.default("elasticsearch-reader"),
      writer: kubernetesNameSchema.default("elasticsearch-writer"),
    })
    .prefault({}),
  pipelines: z.array(logstashPipelineSchema).readonly().default([]),
});

/** How the Elastic Stack is run, with all defaults filled in. */
export type Elk = z.infer<typeof elkSchema>;

/** Lines that come by Logstash, where no collector can read them. */
export interface LogstashPipeline {
  readonly kind: "logstashPipeline";
  readonly name: string;
  readonly service: string;
  readonly input: string;
  readonly filter?: string;
  readonly listens?: { readonly port: number; readonly from: string };
}

/** Nodes of Elasticsearch of one kind. */
export interface ElasticsearchNodes {
  /** Default 3. */
  readonly nodes?: number;
  /** Of each node; half of it becomes the JVM's heap. Default `"8Gi"`. */
  readonly memory?: string;
  /** Of each node. */
  readonly storage?: VolumeOptions;
}

/** The Elastic Stack as its author wrote it. */
export interface ElkOptions {
  readonly kind: "elk";
  /** Exact version of Elasticsearch, Kibana and Logstash, 9.1 or later. Default: what is tested against. */
  readonly version?: string;
  /** How long lines are kept unless a service says otherwise. Default `"30d"`. */
  readonly retention?: string;
  /** How long lines of other classes are kept, by names that services say as `retention`. Default: none. */
  readonly retentionClasses?: Readonly<Record<string, string>>;
  /**
   * Address where Terraform reaches Elasticsearch. Default: what the variable `ELASTICSEARCH_ENDPOINTS` says where
   * it runs.
   */
  readonly url?: string;
  /** Nodes that new lines are written to and read from. Default: 3 with 8Gi of memory and 200Gi of storage. */
  readonly hot?: ElasticsearchNodes;
  /** Nodes that older lines move to, `after` they were last written to (default `"7d"`). Default: none. */
  readonly warm?: ElasticsearchNodes & { readonly after?: string };
  /** Nodes that do nothing but lead. Default: 3 when there are more than 5 nodes with data, else none. */
  readonly masters?: 0 | 3;
  readonly kibana: {
    /** Address that people open; links in alerts and dashboards lead there, and Terraform uses it. */
    readonly url: string;
    /** Default 2. */
    readonly replicas?: number;
    /** As for Grafana. */
    readonly ingress?: IngressOptions;
  };
  /**
   * Secret with `tls.crt`, `tls.key` and `ca.crt` that Elasticsearch shows, in the logging namespace. Default: the
   * operator signs its own.
   */
  readonly certificateSecret?: string;
  /**
   * Secrets with `username`, `password` and `ca.crt`, which you bring: that of the `writer` for the collector, that of
   * the `reader` for Grafana and the exporter of metrics. Defaults `"elasticsearch-writer"`, `"elasticsearch-reader"`.
   */
  readonly accounts?: { readonly reader?: string; readonly writer?: string };
  /** What comes by Logstash. Default: none, and no Logstash. */
  readonly pipelines?: readonly LogstashPipeline[];
}

/**
 * Keeps logs in Elasticsearch and shows them in Kibana, run by Elastic's operator.
 *
 * @example elk({ retention: "30d", warm: { nodes: 2 }, kibana: { url: "https://kibana.shop.example" } })
 */
export function elk(options: Omit<ElkOptions, "kind">): ElkOptions {
  return located<ElkOptions>({ kind: "elk", ...options }, elk);
}

/**
 * Lines of a service that no collector can read: Logstash takes them in, and they are read and held against the
 * service's contract where they are stored.
 *
 * @example logstashPipeline({ name: "mainframe", service: "billing", input: "beats { port => 5044 }",
 *   listens: { port: 5044, from: "mainframe" } })
 */
export function logstashPipeline(options: {
  /** Unique in the environment. */
  readonly name: string;
  /** The service whose lines they are. */
  readonly service: { readonly name: string } | string;
  /** Plugins, as they stand inside of `input { … }`; `message` must be the line. */
  readonly input: string;
  /** Plugins, as they stand inside of `filter { … }`. Default: none. */
  readonly filter?: string;
  /** A port that a plugin listens on, and the namespace that may connect to it. Default: nothing may. */
  readonly listens?: { readonly port: number; readonly from: string };
}): LogstashPipeline {
  const { service, ...rest } = options;
  const name = typeof service === "string" ? service : service.name;
  return located<LogstashPipeline>({ kind: "logstashPipeline", ...rest, service: name }, logstashPipeline);
}

/** What Logstash reads as text, where only a quote can be escaped, or as a comment; braces there are nobody's. */
const NOT_SYNTAX = /"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|#.*/g;

function balanced(text: string): boolean {
  let depth = 0;
  for (const character of text.replace(NOT_SYNTAX, "")) {
    depth += character === "{" ? 1 : character === "}" ? -1 : 0;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}

/** Nodes with data above which those that lead do nothing else. */
const MOST_WITHOUT_MASTERS = 5;

/** How many nodes do nothing but lead. */
export function masterNodes({ hot, masters, warm }: Elk): number {
  return masters ?? (hot.nodes + (warm?.nodes ?? 0) > MOST_WITHOUT_MASTERS ? 3 : 0);
}
