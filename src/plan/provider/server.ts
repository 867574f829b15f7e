import { Server, ServerCredentials, type ServiceDefinition, type UntypedHandleCall } from "@grpc/grpc-js";
import protobuf from "protobufjs";
import type { ProviderContract } from "../contract/contract.ts";
import { error } from "./diagnostic.ts";
import { type Handler, type ProviderRequest, providerHandlers } from "./handlers.ts";
import { PROTOCOL } from "./protocol.ts";

// Dashboards and rules are larger than the 4 MB that gRPC takes by default.
const OPTIONS = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

const messages = protobuf.parse(PROTOCOL, { keepCase: true }).root.lookup("tfplugin6") as protobuf.Namespace;

/** A provider that listens on a socket until it is closed. */
export interface ProviderServer {
  /** Full address: `registry.terraform.io/grafana/grafana`. */
  readonly source: string;
  readonly socket: string;
  close(): void;
}

/** Serves a provider's contract over Terraform's provider protocol 6, on a unix socket. */
export async function serveProvider(contract: ProviderContract, socket: string): Promise<ProviderServer> {
  const server = new Server(OPTIONS);
  const handlers = providerHandlers(contract);
  server.addService(serviceDefinition(Object.keys(handlers)), callHandlers(handlers));
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (failed) =>
      failed === null ? resolve() : reject(failed),
    );
  });
  return { source: contract.source, socket, close: () => server.forceShutdown() };
}

function callHandlers(handlers: Readonly<Record<string, Handler>>): Record<string, UntypedHandleCall> {
  const entries = Object.entries(handlers).map(([name, handler]) => {
    const call = (
      { request }: { readonly request: ProviderRequest },
      answer: (error: null, response: object) => void,
    ) => {
      answer(null, answerOf(name, handler, request));
    };
    return [name, call];
  });
  return Object.fromEntries(entries);
}

/** A mistake of ours becomes a diagnostic, which Terraform reports with the resource's address. */
function answerOf(name: string, handler: Handler, request: ProviderRequest): object {
  try {
    return handler(request);
  } catch (thrown) {
    const summary = `The offline provider failed in ${name}`;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return { diagnostics: [error(summary, detail)] };
  }
}

function serviceDefinition(names: readonly string[]): ServiceDefinition {
  const entries = names.map((name) => {
    const request = messages.get(requestMessage(name)) as protobuf.Type | null;
    const response = messages.lookupType(responseMessage(name));
    const encode = (value: object) => Buffer.from(response.encode(response.fromObject(value)).finish());
    return [
      name,
      {
        path: `/tfplugin6.Provider/${name}`,
        requestStream: false,
        responseStream: false,
        requestSerialize: () => Buffer.alloc(0),
        requestDeserialize: (bytes: Buffer) => request?.decode(bytes) ?? {},
        responseSerialize: name === "GetProviderSchema" ? encodeOnce(encode) : encode,
        responseDeserialize: (bytes: Buffer) => bytes,
      },
    ];
  });
  return Object.fromEntries(entries);
}

// A provider's schemas are one object for a whole process, and every command of Terraform asks for them.
const encodedSchemas = new WeakMap<object, Buffer>();

function encodeOnce(encode: (value: object) => Buffer) {
  return (value: object) => {
    const known = encodedSchemas.get(value) ?? encode(value);
    encodedSchemas.set(value, known);
    return known;
  };
}

function requestMessage(name: string): string {
  return name === "ValidateResourceConfig" || name === "ValidateDataResourceConfig"
    ? "ValidateConfigRequest"
    : `${name}Request`;
}

function responseMessage(name: string): string {
  return name === "ValidateResourceConfig" || name === "ValidateDataResourceConfig"
    ? "ValidateConfigResponse"
    : `${name}Response`;
}
