import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { ThinResource } from "../engine/resource.ts";

/** Hexadecimal digits of a revision: 48 bits, which every JSON reader holds exactly. */
const REVISION_DIGITS = 12;
const HEXADECIMAL = 16;

interface SentryKeyArguments {
  readonly name: string;
  readonly organization: string;
  readonly project: string;
  /** Events that are taken within `rate_limit_window` seconds. */
  readonly rate_limit_count: number;
  readonly rate_limit_window: number;
}

/** A client key of a Sentry project. */
export class SentryKey extends ThinResource<SentryKeyArguments> {
  constructor(scope: Construct, id: string, given: SentryKeyArguments) {
    super(scope, id, { provider: "sentry", type: "sentry_key" }, given);
  }

  /** What an SDK is given to send events. */
  get publicDsn(): string {
    return this.getStringAttribute('dsn["public"]');
  }

  /** A number that another key has another one of; it tells Terraform when the DSN is to be written again. */
  get revision(): number {
    const digest = Fn.substr(Fn.sha256(this.getStringAttribute("id")), 0, REVISION_DIGITS);
    return Fn.parseint(digest, HEXADECIMAL);
  }
}
