/**
 * What a service can be covered by, in the order of reading:
 *
 * - `metrics`: it declares what it exposes
 * - `slo`: it has an objective
 * - `page`: an alert of severity `critical` reaches somebody
 * - `ticket`: an alert of severity `warning` reaches somebody
 * - `route`: none of its alerts that are sent is lost on its way
 * - `dashboard`: it has one
 * - `logs`: it has a log contract
 * - `errors`: its errors are tracked
 * - `probe`: something asks it from outside
 * - `runbook`: each of its alerts leads to one
 * - `owner`: its team is heard of by a person or in a channel, not by machines alone
 */
export const PILLARS = [
  "metrics",
  "slo",
  "page",
  "ticket",
  "route",
  "dashboard",
  "logs",
  "errors",
  "probe",
  "runbook",
  "owner",
] as const;

/** What a service can be covered by; each is proved on what is made. */
export type Pillar = (typeof PILLARS)[number];
