import { dependable, type ITerraformDependable, TerraformDataSource, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { withId } from "./logical-id.ts";

/** What a thin construct of ours is: a resource type of a provider. */
interface Kind {
  readonly provider: string;
  readonly type: string;
}

/** A resource that takes its arguments under the names that the provider's documentation has. */
export class ThinResource<Arguments extends object> extends TerraformResource {
  readonly #arguments: Arguments;

  constructor(scope: Construct, id: string, { provider, type }: Kind, given: Arguments) {
    super(scope, `${type}.${id}`, {
      terraformGeneratorMetadata: { providerName: provider },
      terraformResourceType: type,
    });
    this.#arguments = given;
    withId(this, id);
  }

  /** Says that others are applied before it, which its own arguments do not tell. */
  after(others: readonly ITerraformDependable[]): this {
    this.dependsOn = [...(this.dependsOn ?? []), ...others.map(({ fqn }) => dependable({ fqn }))];
    return this;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.#arguments));
  }
}

/** A data source, like {@link ThinResource}. */
export class ThinDataSource<Arguments extends object> extends TerraformDataSource {
  readonly #arguments: Arguments;

  constructor(scope: Construct, id: string, { provider, type }: Kind, given: Arguments) {
    super(scope, `data.${type}.${id}`, {
      terraformGeneratorMetadata: { providerName: provider },
      terraformResourceType: type,
    });
    this.#arguments = given;
    withId(this, id);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.#arguments));
  }
}
