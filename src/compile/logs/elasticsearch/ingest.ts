import type { IngestPipelineArtifact, JsonObject } from "../../../artifacts/index.ts";
import type { LogFieldName } from "../../../definitions/index.ts";
import { LOG_FIELDS } from "../../../definitions/logs.ts";
import type { ResolvedLogs, ResolvedService } from "../../../workspace/index.ts";
import { type LineContract, lineContract } from "../contract/index.ts";
import { JSON_START, LONGEST_LOGFMT } from "../contract/read-line.ts";
import { REDACTED, secretNames } from "../contract/redaction.ts";
import { SPELLINGS } from "../contract/severities.ts";
import { elasticsearchName } from "./names.ts";
import { GROUP_PREFIX, grokPattern, javaPattern } from "./patterns.ts";
import { FINISH, GATHER, HOLD, KEEP, READ_LOGFMT, TAKE_IN } from "./reading-scripts.ts";

type LoggingService = ResolvedService & { readonly logs: ResolvedLogs };

/** The least of each severity's numbers. https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber */
const SEVERITY_NUMBERS = { DEBUG: 5, ERROR: 17, FATAL: 21, INFO: 9, TRACE: 1, WARN: 13 } as const;

/** Holds for a line that no collector has read: it has no body yet. */
const UNREAD = "ctx.body == null";

/** Name of the pipeline that a service's lines go through. */
export function ingestPipelineName({ environment, name }: ResolvedService): string {
  return elasticsearchName(environment, "logs", name);
}

/**
 * The pipelines of a service. Lines from a collector were read, held against the contract and rid of secrets on the
 * node; they pass. What comes by another way, as `{ "message": "<line>" }`, goes through a second pipeline that does
 * the same here.
 */
export function ingestPipelines(service: LoggingService): readonly IngestPipelineArtifact[] {
  const name = ingestPipelineName(service);
  const reading = elasticsearchName(service.environment, "log-reading", service.name);
  return [
    {
      description: "Passes what a collector has read, and has the rest read.",
      name,
      onFailure: [script(KEEP, { resource: resource(service) })],
      processors: [{ pipeline: { if: UNREAD, name: reading } }],
    },
    {
      description: "Reads a line as its contract says, marks how it breaks it, and takes secrets out.",
      name: reading,
      onFailure: [],
      processors: readingProcessors(service),
    },
  ];
}

function readingProcessors(service: LoggingService): readonly JsonObject[] {
  const contract = lineContract(service.logs);
  const { inText, patterns } = contract.redaction;
  const whole = {
    pattern: javaPattern(patterns.map((pattern) => `(?:${pattern})`).join("|")),
    replacement: REDACTED,
  };
  const named = { pattern: javaPattern(inText), replacement: `$1${REDACTED}` };
  return [
    { set: { field: "@timestamp", override: false, value: "{{{_ingest.timestamp}}}" } },
    script(TAKE_IN, { newline: "\n" }),
    ...parsers(contract),
    script(HOLD, holdParameters(contract, service.logs)),
    ...[whole, named].flatMap(({ pattern, replacement }): readonly JsonObject[] => [
      { gsub: { field: "body.text", pattern, replacement } },
      {
        foreach: {
          field: "crowsnest.texts",
          processor: { gsub: { field: "_ingest._value.text", pattern, replacement } },
        },
      },
    ]),
    script(FINISH, { resource: resource(service) }),
  ];
}

/** What cannot be parsed is left without fields, and is marked so. */
function parsers({ pattern, syntax }: LineContract): readonly JsonObject[] {
  const common = { field: "crowsnest.head", ignore_failure: true };
  switch (syntax) {
    case "json":
      return [
        {
          json: {
            ...common,
            if: `ctx.crowsnest.head =~ /${JSON_START}/`,
            target_field: "crowsnest.parsed",
          },
        },
      ];
    // What comes by Logstash has no envelope of syslog; Logstash's own input reads that.
    case "syslog":
      return [];
    case "logfmt":
      return [script(READ_LOGFMT, { longest: LONGEST_LOGFMT })];
    case "regex":
      return [
        { grok: { ...common, patterns: [grokPattern(pattern ?? "")] } },
        script(GATHER, { prefix: GROUP_PREFIX }),
      ];
  }
}

function holdParameters(contract: LineContract, { redact }: ResolvedLogs): JsonObject {
  const { fields, levels, own, prefix, required, syntax } = contract;
  return {
    common: LOG_FIELDS.map((name: LogFieldName) => ({
      name,
      names: fields[name],
      required: required.includes(name),
    })),
    levels,
    numbers: SEVERITY_NUMBERS,
    own: own.map(({ name, required: must, type }) => ({ name, required: must, type })),
    prefix: prefix ?? "",
    secrets: secretNames(redact),
    severities: Object.fromEntries(
      Object.entries(SPELLINGS)
        .flatMap(([level, spellings]) => spellings.map((spelling) => [spelling, level] as const))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    typed: syntax === "json",
  };
}

function resource({ environment, name, namespace }: ResolvedService): JsonObject {
  return {
    "deployment.environment.name": environment,
    "k8s.namespace.name": namespace,
    "service.name": name,
  };
}

function script(source: string, params: JsonObject): JsonObject {
  return { script: { lang: "painless", params, source } };
}
