import type { Construct } from "constructs";
import type { DataViewArtifact } from "../../artifacts/index.ts";
import { literal } from "../engine/literal.ts";
import { ThinResource } from "../engine/resource.ts";

/** Data streams that Kibana looks at together. */
export class KibanaDataView extends ThinResource<object> {
  constructor(scope: Construct, id: string, space: string, { id: viewId, name, title }: DataViewArtifact) {
    super(
      scope,
      id,
      { provider: "elasticstack", type: "elasticstack_kibana_data_view" },
      {
        data_view: {
          // A stream is there before its first line, which brings the fields.
          allow_no_index: true,
          id: literal(viewId),
          name: literal(name),
          time_field_name: "@timestamp",
          title: literal(title),
        },
        override: true,
        space_id: space,
      },
    );
  }
}
