import type { Construct } from "constructs";
import { ThinResource } from "../engine/resource.ts";

/** A folder of Grafana. */
export class GrafanaFolder extends ThinResource<{
  /** Keeps a folder that holds something that Terraform does not know of. */
  readonly prevent_destroy_if_not_empty: boolean;
  readonly title: string;
  readonly uid: string;
}> {
  constructor(scope: Construct, id: string, given: { readonly title: string; readonly uid: string }) {
    const kind = { provider: "grafana", type: "grafana_folder" };
    super(scope, id, kind, { ...given, prevent_destroy_if_not_empty: true });
  }

  get uid(): string {
    return this.getStringAttribute("uid");
  }
}
