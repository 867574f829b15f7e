/**
 * The messages of Terraform's provider protocol 6 that the stand-in provider reads and writes, in protobuf's own
 * language. Names and numbers are the protocol's; fields that nobody here needs are left out, because protobuf
 * skips what it does not know.
 *
 * @see https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol
 */
export const PROTOCOL = `
syntax = "proto3";
package tfplugin6;

message DynamicValue { bytes msgpack = 1; bytes json = 2; }
message RawState { bytes json = 1; }
message Step { oneof selector { string attribute_name = 1; string element_key_string = 2; int64 element_key_int = 3; } }
message AttributePath { repeated Step steps = 1; }
message Diagnostic { int32 severity = 1; string summary = 2; string detail = 3; AttributePath attribute = 4; }

message Attribute {
  string name = 1; bytes type = 2; ObjectType nested_type = 10;
  bool required = 4; bool optional = 5; bool computed = 6; bool sensitive = 7; bool deprecated = 9; bool write_only = 11;
}
message ObjectType { repeated Attribute attributes = 1; int32 nesting = 3; }
message NestedBlock { string type_name = 1; Block block = 2; int32 nesting = 3; int64 min_items = 4; int64 max_items = 5; }
message Block { int64 version = 1; repeated Attribute attributes = 2; repeated NestedBlock block_types = 3; bool deprecated = 6; }
message Schema { int64 version = 1; Block block = 2; }

message Empty {}
message TypeName { string type_name = 1; }

message GetMetadataResponse {
  repeated Diagnostic diagnostics = 2; repeated TypeName data_sources = 3; repeated TypeName resources = 4;
}
message GetProviderSchemaResponse {
  Schema provider = 1; map<string, Schema> resource_schemas = 2; map<string, Schema> data_source_schemas = 3;
  repeated Diagnostic diagnostics = 4;
}
message GetResourceIdentitySchemasResponse { repeated Diagnostic diagnostics = 2; }
message GetFunctionsResponse { repeated Diagnostic diagnostics = 2; }

message ValidateProviderConfigRequest { DynamicValue config = 1; }
message ValidateProviderConfigResponse { repeated Diagnostic diagnostics = 2; }
message ConfigureProviderRequest { DynamicValue config = 2; }
message ConfigureProviderResponse { repeated Diagnostic diagnostics = 1; }

message ValidateConfigRequest { string type_name = 1; DynamicValue config = 2; }
message ValidateConfigResponse { repeated Diagnostic diagnostics = 1; }

message UpgradeResourceStateRequest { string type_name = 1; RawState raw_state = 3; }
message UpgradeResourceStateResponse { DynamicValue upgraded_state = 1; repeated Diagnostic diagnostics = 2; }
message ReadResourceRequest { string type_name = 1; DynamicValue current_state = 2; bytes private = 3; }
message ReadResourceResponse { DynamicValue new_state = 1; repeated Diagnostic diagnostics = 2; bytes private = 3; }
message PlanResourceChangeRequest {
  string type_name = 1; DynamicValue prior_state = 2; DynamicValue proposed_new_state = 3; DynamicValue config = 4;
  bytes prior_private = 5;
}
message PlanResourceChangeResponse {
  DynamicValue planned_state = 1; repeated AttributePath requires_replace = 2; bytes planned_private = 3;
  repeated Diagnostic diagnostics = 4;
}
message ApplyResourceChangeRequest {
  string type_name = 1; DynamicValue prior_state = 2; DynamicValue planned_state = 3; DynamicValue config = 4;
  bytes planned_private = 5;
}
message ApplyResourceChangeResponse {
  DynamicValue new_state = 1; bytes private = 2; repeated Diagnostic diagnostics = 3;
}
message ImportResourceStateRequest { string type_name = 1; string id = 2; }
message ImportedResource { string type_name = 1; DynamicValue state = 2; }
message ImportResourceStateResponse { repeated ImportedResource imported_resources = 1; repeated Diagnostic diagnostics = 2; }
message ReadDataSourceRequest { string type_name = 1; DynamicValue config = 2; }
message ReadDataSourceResponse { DynamicValue state = 1; repeated Diagnostic diagnostics = 2; }
message StopProviderResponse { string Error = 1; }
`;
