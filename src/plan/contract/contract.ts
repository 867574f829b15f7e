/**
 * What a provider takes and gives, in the form of `terraform providers schema -json` for one provider.
 * A type is Terraform's own type expression: `"string"`, `["list", "string"]`, `["object", {…}]`, `"dynamic"`.
 */
export interface ProviderContract {
  readonly data_source_schemas: Readonly<Record<string, SchemaContract>>;
  readonly provider: SchemaContract;
  readonly resource_schemas: Readonly<Record<string, SchemaContract>>;
  /** Full address: `registry.terraform.io/grafana/grafana`. */
  readonly source: string;
  readonly version: string;
}

export interface SchemaContract {
  readonly block: BlockContract;
  readonly version?: number | string;
}

export interface BlockContract {
  readonly attributes?: Readonly<Record<string, AttributeContract>>;
  readonly block_types?: Readonly<Record<string, NestedBlockContract>>;
  readonly deprecated?: boolean;
}

export interface AttributeContract {
  readonly computed?: boolean;
  readonly deprecated?: boolean;
  readonly nested_type?: NestedAttributeContract;
  readonly optional?: boolean;
  readonly required?: boolean;
  readonly sensitive?: boolean;
  readonly type?: TypeExpression;
  readonly write_only?: boolean;
}

export interface NestedAttributeContract {
  readonly attributes?: Readonly<Record<string, AttributeContract>>;
  readonly nesting_mode: NestingMode;
}

export interface NestedBlockContract {
  readonly block: BlockContract;
  readonly max_items?: number;
  readonly min_items?: number;
  readonly nesting_mode: NestingMode | "group";
}

export type NestingMode = "single" | "list" | "set" | "map";

export type TypeExpression =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", TypeExpression]
  | readonly ["object", Readonly<Record<string, TypeExpression>>]
  | readonly ["tuple", readonly TypeExpression[]];
