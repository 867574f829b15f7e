import type { Construct } from "constructs";
import { ThinResource } from "../engine/resource.ts";

/** A data stream; its index template must be there before. Destroying it deletes what is in it. */
export class DataStream extends ThinResource<{ readonly name: string }> {
  constructor(scope: Construct, id: string, given: { readonly name: string }) {
    super(scope, id, { provider: "elasticstack", type: "elasticstack_elasticsearch_data_stream" }, given);
  }
}
