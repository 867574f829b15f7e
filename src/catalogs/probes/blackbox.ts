import { z } from "zod";
import { catalogOf } from "../../definitions/catalog.ts";
import { readOptions } from "../../definitions/catalog-options.ts";
import { durationSchema, issue, urlSchema } from "../../definitions/common.ts";
import {
  alert,
  type Catalog,
  gauge,
  info,
  type MetricCatalog,
  panel,
  probe,
  row,
} from "../../definitions/index.ts";
import { objectiveSchema } from "../../definitions/slo.ts";
import { timeSchema } from "../options.ts";

/**
 * What blackbox_exporter says of an HTTP probe; the probed address is the label `instance`.
 *
 * Source: blackbox_exporter 0.27, prober.
 */
export const blackboxMetrics = {
  success: gauge("probe_success", { help: "1 when the probe succeeded." }),
  duration: gauge("probe_duration_seconds"),
  dnsDuration: gauge("probe_dns_lookup_time_seconds"),
  httpStatus: gauge("probe_http_status_code"),
  httpDuration: gauge("probe_http_duration_seconds", {
    labels: ["phase"],
    values: { phase: ["connect", "processing", "resolve", "tls", "transfer"] },
  }),
  certificateEnds: gauge("probe_ssl_earliest_cert_expiry", { unit: "timestamp" }),
  failedByRegex: gauge("probe_failed_due_to_regex"),
  tlsVersion: info("probe_tls_version_info", { labels: ["version"] }),
} as const satisfies MetricCatalog;

const DAY_SECONDS = 86_400;
const ofAddress = { by: ["instance"] } as const;

/** What {@link blackbox} takes. */
export interface BlackboxOptions {
  /** Address that is asked, for an objective of its own. Default: what the service's own `probe` objectives ask. */
  readonly url?: string;
  /** How often `url` is asked. Default `"30s"`; a service that must wake somebody within 30 s asks for `"5s"`. */
  readonly interval?: string;
  /** Percentage of the probes of `url` that succeed. Default `"99.9"`. */
  readonly objective?: string;
  /** Mean duration above which an answer is slow. Default `"1s"`. */
  readonly slowAbove?: `${number}${"ms" | "s"}`;
  /** Days before its end at which a certificate must have been renewed. Default `14`. */
  readonly certificateDays?: number;
}

const optionsSchema = z
  .strictObject({
    url: urlSchema.optional(),
    interval: durationSchema.optional(),
    objective: objectiveSchema.optional(),
    slowAbove: timeSchema.default("1s"),
    certificateDays: z.number().positive().default(14),
  })
  .superRefine(({ url, ...ofProbe }, context) => {
    for (const option of ["interval", "objective"] as const) {
      if (url === undefined && ofProbe[option] !== undefined) {
        context.addIssue({
          code: "custom",
          path: [option],
          message: WITHOUT_ADDRESS.error,
          params: WITHOUT_ADDRESS.params,
        });
      }
    }
  });

const WITHOUT_ADDRESS = issue(
  "invalid-value",
  "no `url` that it is for",
  "Give a `url`; a `probe` objective of the service has its own.",
);

/**
 * A service asked from outside, by the blackbox exporter of the platform. Without a `url` it watches the addresses that
 * the service's own `probe` objectives name.
 *
 * @example uses: [blackbox({ url: "https://shop.example/health" })]
 */
export function blackbox(options: BlackboxOptions = {}): Catalog {
  const read = readOptions(optionsSchema, options);
  const { url, interval = "30s", objective = "99.9", slowAbove, certificateDays } = read.options;
  return catalogOf(
    {
      name: "blackbox",
      source: "blackbox_exporter 0.27, prober",
      metrics: blackboxMetrics,
      slos:
        url === undefined
          ? "An objective needs an address: give a `url`, or declare a `probe` objective of your own."
          : () => [probe({ name: "blackbox-probe", interval, objective, url })],
      alerts: ({ metrics: m, name }) => [
        alert(name("ProbeFails"), {
          when: m.success.max(ofAddress).below(1),
          for: "5m",
          severity: "warning",
          summary: "{{ $labels.instance }} has not answered for five minutes",
          description:
            "The service of the highest tier wakes somebody long before; here a ticket is opened for the others.",
        }),
        alert(name("ProbeSlow"), {
          when: m.duration.averageOver("10m").max(ofAddress).above(slowAbove),
          for: "10m",
          severity: "warning",
          summary: "{{ $labels.instance }} takes {{ $value | humanizeDuration }} to answer",
          description:
            "The graph of the phases says whether names, the connection, TLS or the answer take the time.",
        }),
        alert(name("CertificateEnds"), {
          when: m.certificateEnds
            .age()
            .max(ofAddress)
            .above(-certificateDays * DAY_SECONDS),
          for: "1h",
          severity: "warning",
          summary: `The first certificate that {{ $labels.instance }} shows ends within ${certificateDays} days`,
          description: "It should have been renewed by now: look at what renews it.",
        }),
      ],
      rows: (m) => [
        row("Probes", [
          panel("Probes that succeed", {
            of: m.success.max(ofAddress),
            description: "1 when the last probe of an address got the answer that it should.",
          }),
          panel("Duration of probes", {
            of: { whole: m.duration.max(ofAddress), names: m.dnsDuration.max(ofAddress) },
            description: "How long an answer takes from outside, and how long its name takes to be found.",
            limit: slowAbove,
          }),
          panel("Phases of probes", {
            of: m.httpDuration.max({ by: ["instance", "phase"] }),
            description: "Where the time goes.",
          }),
          panel("Status of answers", {
            of: m.httpStatus.max(ofAddress),
            description: "The code of the last answer; 0 is none.",
            unit: "code",
          }),
          panel("Answers of the wrong content", {
            of: m.failedByRegex.max(ofAddress),
            description: "1 when an answer came, but not with the text that it should have.",
          }),
          panel("Certificates since their end", {
            of: m.certificateEnds.age().max(ofAddress),
            description: "Seconds since the first certificate ended; below 0 it is still good.",
            limit: -certificateDays * DAY_SECONDS,
          }),
        ]),
      ],
    },
    blackbox,
    read,
  );
}
