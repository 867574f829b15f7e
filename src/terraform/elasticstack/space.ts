import type { Construct } from "constructs";
import { ThinResource } from "../engine/resource.ts";

interface SpaceArguments {
  readonly description: string;
  readonly name: string;
  readonly space_id: string;
}

/** A part of Kibana with pages of its own. */
export class KibanaSpace extends ThinResource<SpaceArguments> {
  constructor(scope: Construct, id: string, given: SpaceArguments) {
    super(scope, id, { provider: "elasticstack", type: "elasticstack_kibana_space" }, given);
  }

  get spaceId(): string {
    return this.getStringAttribute("space_id");
  }
}
