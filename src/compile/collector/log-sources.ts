import type { JsonObject } from "../../artifacts/index.ts";
import type { LogSource } from "../../definitions/index.ts";
import { podPort } from "../../definitions/log-source.ts";
import type { ResolvedEnvironment } from "../../workspace/index.ts";
import { LONGEST_LINE_BYTES, lineContract } from "../logs/contract/index.ts";
import { literally } from "./expansion.ts";
import { CONTRACT_ATTRIBUTE, type LoggingService, TEAM_ATTRIBUTE } from "./services.ts";
import { joinStackTraces, NEVER_GIVE_UP } from "./sources.ts";

/** A service whose lines come from elsewhere than its pods' output. */
export type SourcedService = LoggingService & { readonly logs: { readonly from: LogSource } };
type Syslog = Extract<LogSource, { kind: "syslog" }>;

/** Folder of the certificates of a service that listens on nodes. */
const CERTIFICATES = "/etc/syslog";

/** Whether a service's lines come from elsewhere than its pods' output. */
export function isSourced(service: LoggingService): service is SourcedService {
  return service.logs.from !== undefined;
}

/** Whether a service's lines are read on the nodes of the cluster. */
export function isOnNodes(service: LoggingService): boolean {
  return service.logs.from?.on !== "hosts";
}

/** Services that listen on the nodes. */
export function listeningOnNodes(
  services: readonly LoggingService[],
): readonly { readonly service: LoggingService; readonly syslog: Syslog }[] {
  return services.flatMap((service) => {
    const { from } = service.logs;
    return from?.kind === "syslog" && from.on === "nodes" ? [{ service, syslog: from }] : [];
  });
}

/** Folders on the nodes that lines are read from: those above the first pattern. */
export function nodeFolders(services: readonly LoggingService[]): readonly string[] {
  const folders = services.flatMap(({ logs: { from } }) =>
    from?.kind === "files" && from.on === "nodes" ? from.paths.map(folderOf) : [],
  );
  const distinct = [...new Set(folders)].sort();
  return distinct.filter(
    (folder) => !distinct.some((other) => other !== folder && folder.startsWith(`${other}/`)),
  );
}

function folderOf(path: string): string {
  const parts = path.split("/").slice(0, -1);
  const pattern = parts.findIndex((part) => /[*?[\]{}]/.test(part));
  return (pattern === -1 ? parts : parts.slice(0, pattern)).join("/");
}

/** Folder that the certificate of a service is mounted at. */
export function certificateFolder(service: LoggingService): string {
  return `${CERTIFICATES}/${service.name}`;
}

/** Name of what reads a service's lines. */
export function sourceName({ logs, name }: SourcedService): string {
  return `${logs.from.kind === "files" ? "filelog" : "syslog"}/${name}`;
}

/**
 * Reads what is not a pod's output. Whose the lines are is no question: each service has a reader of its own, which
 * says so.
 */
export function sourceReceiver(
  environment: ResolvedEnvironment,
  service: SourcedService,
  address: string,
): JsonObject {
  const { from } = service.logs;
  const resource = {
    [CONTRACT_ATTRIBUTE]: lineContract(service.logs).id,
    "deployment.environment.name": environment.name,
    "service.name": service.name,
    [TEAM_ATTRIBUTE]: service.team,
    ...(from.on === "nodes" && { "k8s.node.name": "${env:K8S_NODE_NAME}" }),
  };
  return from.kind === "files"
    ? fileReceiver(from.paths, resource)
    : syslogReceiver(service, from, resource, address);
}

function fileReceiver(paths: readonly string[], resource: JsonObject): JsonObject {
  return {
    exclude: paths.flatMap((path) => [`${path}.gz`, `${path}.tmp`]).map(literally),
    include: [...new Set(paths)].sort().map(literally),
    include_file_name: false,
    include_file_path: true,
    max_log_size: `${LONGEST_LINE_BYTES}`,
    operators: [joinStackTraces()],
    // It is how a stack trace is known.
    preserve_leading_whitespaces: true,
    resource,
    retry_on_failure: NEVER_GIVE_UP,
    start_at: "beginning",
    storage: "file_storage",
  };
}

/**
 * Receives messages of syslog: the message itself becomes the line, what stands around it becomes attributes, by the
 * names of OpenTelemetry's mapping. A message that cannot be read goes on whole.
 *
 * Source: https://opentelemetry.io/docs/specs/otel/logs/data-model-appendix/#rfc5424-syslog
 */
function syslogReceiver(
  service: SourcedService,
  syslog: Syslog,
  resource: JsonObject,
  address: string,
): JsonObject {
  const port = syslog.on === "nodes" ? podPort(syslog.port) : syslog.port;
  const listen = { listen_address: `${address}:${port}` };
  return {
    on_error: "send_quiet",
    operators: [
      move("attributes.hostname", 'resource["host.name"]'),
      move("attributes.appname", 'attributes["syslog.appname"]'),
      move("attributes.proc_id", 'attributes["syslog.procid"]'),
      move("attributes.msg_id", 'attributes["syslog.msgid"]'),
      move("attributes.facility", 'attributes["syslog.facility"]'),
      move("attributes.structured_data", 'attributes["syslog.structured_data"]'),
      { field: "attributes.version", if: "attributes.version != nil", type: "remove" },
      { field: "attributes.facility_text", if: "attributes.facility_text != nil", type: "remove" },
      move("attributes.message", "body"),
    ],
    protocol: syslog.protocol,
    resource,
    retry_on_failure: NEVER_GIVE_UP,
    ...(syslog.protocol === "rfc3164" && { location: syslog.timezone }),
    ...(syslog.transport === "udp"
      ? { udp: listen }
      : { tcp: { ...listen, max_log_size: `${LONGEST_LINE_BYTES}`, ...tls(service, syslog) } }),
  };
}

function move(from: string, to: string): JsonObject {
  return { from, if: `${from} != nil`, to, type: "move" };
}

function tls(service: SourcedService, { tls: given }: Syslog): JsonObject {
  if (given === undefined) {
    return {};
  }
  if ("secret" in given) {
    const folder = certificateFolder(service);
    return {
      tls: {
        cert_file: `${folder}/tls.crt`,
        key_file: `${folder}/tls.key`,
        ...(given.verifyClients && { client_ca_file: `${folder}/ca.crt` }),
      },
    };
  }
  const { certificateFile, clientCaFile, keyFile } = given;
  return {
    tls: literally({
      cert_file: certificateFile,
      key_file: keyFile,
      ...(clientCaFile !== undefined && { client_ca_file: clientCaFile }),
    }),
  };
}
