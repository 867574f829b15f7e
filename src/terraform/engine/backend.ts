import { TerraformBackend, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";
import { literal } from "./literal.ts";

/** One kind of backend with its settings, as in a `terraform` block. */
export interface BackendSettings {
  readonly kind: "local" | "s3" | "gcs";
  readonly settings: Readonly<Record<string, string | boolean>>;
}

/** Where a stack's state is kept. */
export class StateBackend extends TerraformBackend {
  readonly #settings: BackendSettings["settings"];

  constructor(scope: Construct, { kind, settings }: BackendSettings) {
    super(scope, "backend", kind);
    this.#settings = settings;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.#settings).map(([key, value]) => [key, literal(value)]));
  }

  override getRemoteStateDataSource(
    _scope: Construct,
    _name: string,
    fromStack: string,
  ): TerraformRemoteState {
    throw new Error(`stacks hold no references to each other, but something refers to ${fromStack}`);
  }
}
