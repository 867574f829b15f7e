import { z } from "zod";
import type { DiagnosticCode } from "../diagnostics/index.ts";
import { isDuration } from "../query/promql/index.ts";

/** What a failed refinement tells the workspace: the diagnostic's code and how to mend it. */
export interface IssueDetails {
  readonly code: DiagnosticCode;
  readonly hint: string;
  /** The value may hold a secret: it is not told. */
  readonly untold?: boolean;
}

/** Options of a zod refinement that becomes a diagnostic of its own code. */
export function issue(
  code: DiagnosticCode,
  message: string,
  hint: string,
  options: Pick<IssueDetails, "untold"> = {},
) {
  return { error: message, params: { code, hint, ...options } satisfies IssueDetails };
}

/** Lays options over defaults; an option that is `undefined` leaves the default as it is. */
export function withDefaults<Defaults extends object, Options extends object>(
  defaults: Defaults,
  options: Options,
): Defaults & Options {
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) } as Defaults & Options;
}

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * A name that Kubernetes takes as a label and an object's name: lower-case letters, digits and dashes.
 * At most 50 characters, which leaves room for what is added to make an object's name (63 in all).
 */
export const nameSchema = z
  .string()
  .refine(
    (name) => DNS_LABEL.test(name) && name.length <= 50,
    issue(
      "invalid-name",
      "not a valid name",
      "Use 1 to 50 lower-case letters, digits and dashes, with a letter or digit at both ends.",
    ),
  );

/** A name of a Kubernetes object that exists already: dots are allowed, up to 253 characters. */
export const kubernetesNameSchema = z
  .string()
  .refine(
    (name) => name.length <= 253 && name.split(".").every((part) => DNS_LABEL.test(part)),
    issue(
      "invalid-name",
      "not a valid name of a Kubernetes object",
      "Use lower-case letters, digits, dashes and dots, with a letter or digit at both ends.",
    ),
  );

/** A Kubernetes namespace. */
export const namespaceSchema = z
  .string()
  .refine(
    (name) => DNS_LABEL.test(name) && name.length <= 63,
    issue(
      "invalid-name",
      "not a valid Kubernetes namespace",
      "Use 1 to 63 lower-case letters, digits and dashes, with a letter or digit at both ends.",
    ),
  );

/** A name of a metric, as Prometheus takes it without quotes. */
export const metricNameSchema = z
  .string()
  .refine(
    (name) => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name),
    issue(
      "invalid-name",
      "not a valid metric name",
      "Use letters, digits, underscores and colons, not starting with a digit.",
    ),
  );

/** A name of a label, as Prometheus takes it without quotes; two leading underscores are Prometheus's own. */
export const labelNameSchema = z
  .string()
  .refine(
    (name) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) && !name.startsWith("__"),
    issue(
      "invalid-name",
      "not a valid label name",
      "Use letters, digits and underscores, not starting with a digit or two underscores.",
    ),
  );

/** A Prometheus duration, longer than zero. */
export const durationSchema = z
  .string()
  .refine(
    isDuration,
    issue("invalid-duration", "not a duration", 'Write a number with a unit, such as "30s", "5m" or "30d".'),
  );

/** A size of a Kubernetes volume, such as `50Gi`. */
export const quantitySchema = z
  .string()
  .regex(/^[1-9][0-9]*(\.[0-9]+)?(Mi|Gi|Ti|Pi|M|G|T|P)$/, 'expected a size such as "50Gi"');

/** What is said of an address with a name or a password in it. */
export const CREDENTIAL = issue(
  "invalid-value",
  "an address with a credential",
  "Leave the name and the password out: plans show addresses.",
  { untold: true },
);

/** Tells whether a web address holds a name or a password. */
export function hasCredential(address: string): boolean {
  return URL.canParse(address) && new URL(address).username + new URL(address).password !== "";
}

/** An absolute web address. */
export const urlSchema = z
  .url({ protocol: /^https?$/, error: "expected a URL that starts with http(s)://" })
  .max(2_000, "expected a URL of at most 2,000 characters")
  .refine((address) => !hasCredential(address), CREDENTIAL);

/** A web address below which there are others: paths are put behind it. */
export const baseUrlSchema = urlSchema.refine(
  (address) => !/[\s?#{}]/.test(address),
  issue(
    "invalid-value",
    "an address that no path can be put behind",
    "Leave out what begins with ? or #, and write spaces and braces as %20, %7B and %7D.",
    { untold: true },
  ),
);

/** Free text, without characters that no target could hold. */
export const textSchema = z
  .string()
  .min(1, "expected some text")
  .max(10_000, "expected at most 10,000 characters")
  .refine(
    (text) => text.isWellFormed() && !text.includes("\u0000"),
    "expected text without lone surrogates or null characters",
  );

/** How urgent an alert is: `critical` wakes someone, `warning` is a ticket, `info` is not sent. */
export const severitySchema = z.enum(["critical", "warning", "info"]);
/** How urgent an alert is: `critical` wakes someone, `warning` is a ticket, `info` is not sent. */
export type Severity = z.infer<typeof severitySchema>;

/** How important a service is to the business; it chooses the defaults of its alert policy. */
export const tierSchema = z.enum(["critical", "standard", "low"]);
/** How important a service is to the business; it chooses the defaults of its alert policy. */
export type Tier = z.infer<typeof tierSchema>;
