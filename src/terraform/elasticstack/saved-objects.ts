import type { Construct } from "constructs";
import type { JsonObject } from "../../artifacts/index.ts";
import { literal } from "../engine/literal.ts";
import { ThinResource } from "../engine/resource.ts";

/** Saved objects in the form in which Kibana exports them, a line each; what was there under their ids is replaced. */
export class KibanaSavedObjects extends ThinResource<object> {
  constructor(scope: Construct, id: string, space: string, objects: readonly JsonObject[]) {
    super(
      scope,
      id,
      { provider: "elasticstack", type: "elasticstack_kibana_import_saved_objects" },
      {
        file_contents: literal(objects.map((object) => `${JSON.stringify(object)}\n`).join("")),
        overwrite: true,
        space_id: space,
      },
    );
  }
}
