import type { Construct } from "constructs";
import { ThinDataSource } from "../engine/resource.ts";

interface SentryErrorMonitorArguments {
  readonly organization: string;
  /** Slug or number of the project. */
  readonly project: string;
}

/** The monitor that Sentry makes for the errors of each project. */
export class SentryErrorMonitor extends ThinDataSource<SentryErrorMonitorArguments> {
  constructor(scope: Construct, id: string, given: SentryErrorMonitorArguments) {
    super(scope, id, { provider: "sentry", type: "sentry_project_error_monitor" }, given);
  }

  get monitorId(): string {
    return this.getStringAttribute("id");
  }
}
