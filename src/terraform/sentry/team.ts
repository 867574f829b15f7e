import type { Construct } from "constructs";
import { ThinResource } from "../engine/resource.ts";

interface SentryTeamArguments {
  readonly name: string;
  readonly organization: string;
  readonly slug: string;
}

/** A team of a Sentry organization. */
export class SentryTeam extends ThinResource<SentryTeamArguments> {
  constructor(scope: Construct, id: string, given: SentryTeamArguments) {
    super(scope, id, { provider: "sentry", type: "sentry_team" }, given);
  }

  /** Number of the team; what owners and receivers are named by. */
  get internalId(): string {
    return this.getStringAttribute("internal_id");
  }

  get slug(): string {
    return this.getStringAttribute("slug");
  }
}
