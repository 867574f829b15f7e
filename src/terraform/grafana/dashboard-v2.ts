import type { Construct } from "constructs";
import { ThinResource } from "../engine/resource.ts";

interface GrafanaDashboardV2Arguments {
  readonly metadata: { readonly folder_uid: string; readonly uid: string };
  /** `json` is the resource's `spec` alone. */
  readonly spec: { readonly json: string; readonly tags: readonly string[]; readonly title: string };
}

/** A dashboard of Grafana in the second version of its schema. */
export class GrafanaDashboardV2 extends ThinResource<
  GrafanaDashboardV2Arguments & { readonly options: { readonly overwrite: boolean } }
> {
  constructor(scope: Construct, id: string, given: GrafanaDashboardV2Arguments) {
    const kind = { provider: "grafana", type: "grafana_apps_dashboard_dashboard_v2" };
    super(scope, id, kind, { ...given, options: { overwrite: true } });
  }
}
