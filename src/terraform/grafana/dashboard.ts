import type { Construct } from "constructs";
import { ThinResource } from "../engine/resource.ts";

/** A dashboard of Grafana; its uid stands in its model. */
export class GrafanaDashboard extends ThinResource<{
  readonly config_json: string;
  readonly folder: string;
  readonly overwrite: boolean;
}> {
  /**
   * @param config_json the model as JSON text
   * @param folder uid of the folder
   */
  constructor(
    scope: Construct,
    id: string,
    given: { readonly config_json: string; readonly folder: string },
  ) {
    const kind = { provider: "grafana", type: "grafana_dashboard" };
    // The uid is ours alone, so a dashboard that has it already is this one, whatever the state says.
    super(scope, id, kind, { ...given, overwrite: true });
  }
}
