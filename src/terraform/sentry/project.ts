import type { Construct } from "constructs";
import { ThinResource } from "../engine/resource.ts";

interface SentryProjectArguments {
  readonly name: string;
  readonly organization: string;
  readonly platform: string;
  readonly slug: string;
  /** Slugs of the teams that it belongs to. */
  readonly teams: readonly string[];
}

/** A project of Sentry without the key and the alert that Sentry would make for it. */
export class SentryProject extends ThinResource<
  SentryProjectArguments & { readonly default_key: boolean; readonly default_rules: boolean }
> {
  constructor(scope: Construct, id: string, given: SentryProjectArguments) {
    const kind = { provider: "sentry", type: "sentry_project" };
    // A default key's rate limit cannot be set, and a default alert would tell of everything twice.
    super(scope, id, kind, { ...given, default_key: false, default_rules: false });
  }

  /** Number of the project; not known before the project is there. */
  get internalId(): string {
    return this.getStringAttribute("internal_id");
  }

  get slug(): string {
    return this.getStringAttribute("slug");
  }
}
