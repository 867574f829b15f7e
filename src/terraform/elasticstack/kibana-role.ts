import type { Construct } from "constructs";
import { literal } from "../engine/literal.ts";
import { ThinResource } from "../engine/resource.ts";

interface KibanaRoleArguments {
  readonly description: string;
  readonly name: string;
  readonly space: string;
  readonly streams: readonly string[];
}

/** Lets who has it read some data streams, and do as they like in one space. */
export class KibanaRole extends ThinResource<object> {
  constructor(scope: Construct, id: string, { description, name, space, streams }: KibanaRoleArguments) {
    super(
      scope,
      id,
      { provider: "elasticstack", type: "elasticstack_kibana_security_role" },
      {
        description: literal(description),
        elasticsearch: {
          indices: [
            {
              names: literal(streams),
              privileges: literal(["read", "read_failure_store", "view_index_metadata"]),
            },
          ],
        },
        kibana: [{ base: literal(["all"]), spaces: [space] }],
        name: literal(name),
      },
    );
  }
}
