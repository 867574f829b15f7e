import type { BlockContract, ProviderContract, SchemaContract } from "../contract/contract.ts";
import { resourceRules } from "../rules/index.ts";
import { appliedValue, readValue } from "./applied.ts";
import { attributePath, error } from "./diagnostic.ts";
import { adjustPlanned, knownApplied } from "./known-values.ts";
import { plannedValue, storedValue } from "./planned.ts";
import { replacements } from "./replacement.ts";
import { providerSchemaMessage } from "./schema-message.ts";
import { type DynamicValue, decodeValue, encodeValue, isObject, sameValue } from "./value.ts";

/** A request of the protocol; each call fills the fields that it has. */
export interface ProviderRequest {
  readonly config?: DynamicValue;
  readonly current_state?: DynamicValue;
  readonly id?: string;
  readonly planned_private?: Uint8Array;
  readonly planned_state?: DynamicValue;
  readonly prior_private?: Uint8Array;
  readonly prior_state?: DynamicValue;
  readonly private?: Uint8Array;
  readonly proposed_new_state?: DynamicValue;
  readonly raw_state?: { readonly json?: Uint8Array };
  readonly type_name?: string;
}

export type Handler = (request: ProviderRequest) => object;

/** The calls of the protocol that are answered; to the others gRPC says that they are not implemented. */
export type CallName =
  | "ApplyResourceChange"
  | "ConfigureProvider"
  | "GetFunctions"
  | "GetMetadata"
  | "GetProviderSchema"
  | "GetResourceIdentitySchemas"
  | "ImportResourceState"
  | "PlanResourceChange"
  | "ReadDataSource"
  | "ReadResource"
  | "StopProvider"
  | "UpgradeResourceState"
  | "ValidateDataResourceConfig"
  | "ValidateProviderConfig"
  | "ValidateResourceConfig";

/**
 * The calls that Terraform makes of a provider, answered from its contract alone: nothing is asked of a server,
 * and what a server would decide is known after an apply.
 */
export function providerHandlers(contract: ProviderContract): Readonly<Record<CallName, Handler>> {
  const resource = (request: ProviderRequest) => blockOf(contract.resource_schemas, request);
  return {
    GetMetadata: () => ({
      resources: typeNames(contract.resource_schemas),
      data_sources: typeNames(contract.data_source_schemas),
    }),
    GetProviderSchema: () => providerSchemaMessage(contract),
    GetResourceIdentitySchemas: () => ({}),
    GetFunctions: () => ({}),
    ValidateProviderConfig: () => ({}),
    ValidateResourceConfig: validateResource,
    ValidateDataResourceConfig: () => ({}),
    ConfigureProvider: () => ({}),
    // The state is our own of a minute ago; Terraform reads its JSON better than anyone could copy it.
    UpgradeResourceState: ({ raw_state }) => ({ upgraded_state: { json: raw_state?.json ?? null } }),
    ReadResource: (request) => ({ new_state: request.current_state, private: request.private }),
    PlanResourceChange: (request) => planChange(resource(request), request),
    ApplyResourceChange: (request) => applyChange(resource(request), request),
    ImportResourceState: (request) => importState(resource(request), request),
    ReadDataSource: (request) => readData(blockOf(contract.data_source_schemas, request), request),
    StopProvider: () => ({}),
  };
}

function validateResource(request: ProviderRequest): object {
  const config = decodeValue(request.config);
  const rule = resourceRules[request.type_name ?? ""];
  if (rule === undefined || !isObject(config)) return {};
  return { diagnostics: rule(config).map(({ detail, path, summary }) => error(summary, detail, path)) };
}

function planChange(block: BlockContract, request: ProviderRequest): object {
  const proposed = decodeValue(request.proposed_new_state);
  // To destroy needs no thought, and null is what that looks like.
  if (!isObject(proposed)) return { planned_state: request.proposed_new_state };
  const type = request.type_name ?? "";
  const planned_private = request.prior_private;
  const prior = decodeValue(request.prior_state);
  const unchanged = sameValue(adjustPlanned(type, storedValue(block, proposed)), prior);
  if (unchanged) return { planned_state: request.prior_state, planned_private };
  const planned = adjustPlanned(type, plannedValue(block, proposed));
  const requires_replace = replacements(type, prior, planned).map(attributePath);
  return { planned_state: encodeValue(planned), planned_private, requires_replace };
}

function applyChange(block: BlockContract, request: ProviderRequest): object {
  const planned = decodeValue(request.planned_state);
  if (!isObject(planned)) return { new_state: request.planned_state };
  const type = request.type_name ?? "";
  const applied = appliedValue(type, block, { ...planned, ...knownApplied(type, planned) });
  return { new_state: encodeValue(applied), private: request.planned_private };
}

function readData(block: BlockContract, request: ProviderRequest): object {
  const config = decodeValue(request.config);
  if (!isObject(config)) return { state: request.config };
  return { state: encodeValue(readValue(request.type_name ?? "", block, plannedValue(block, config))) };
}

function importState(block: BlockContract, request: ProviderRequest): object {
  const names = [...Object.keys(block.attributes ?? {}), ...Object.keys(block.block_types ?? {})];
  const empty = Object.fromEntries(names.map((name) => [name, emptyOf(block, name)]));
  const state = encodeValue({ ...empty, ...("id" in empty && { id: request.id ?? "" }) });
  return { imported_resources: [{ type_name: request.type_name, state }] };
}

function emptyOf(block: BlockContract, name: string) {
  const mode = block.block_types?.[name]?.nesting_mode;
  if (mode === "list" || mode === "set") return [];
  return mode === "map" ? {} : null;
}

function blockOf(schemas: Readonly<Record<string, SchemaContract>>, request: ProviderRequest): BlockContract {
  const schema = schemas[request.type_name ?? ""];
  if (schema === undefined) throw new Error(`the contract knows no ${request.type_name}`);
  return schema.block;
}

function typeNames(schemas: Readonly<Record<string, SchemaContract>>): object[] {
  return Object.keys(schemas).map((type_name) => ({ type_name }));
}
