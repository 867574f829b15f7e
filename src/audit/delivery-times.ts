import { PROBE_FAILING_ALERT, SYMPTOM_ALERTS } from "../compile/index.ts";
import { diagnostic } from "../diagnostics/index.ts";
import { formatDuration } from "../query/promql/index.ts";
import type { LatencyBound, LatencyCause } from "../routing/index.ts";
import type { AlertReport } from "./alert-reports.ts";
import { type Audit, originOf } from "./audit.ts";

/** What shortens a term of the bound. */
const REMEDIES: Readonly<Record<LatencyCause, string>> = {
  detection: "Its window is long; page by a faster alert and keep this one as a ticket.",
  scrape: "Leave `scrapeInterval` of the service out, or shorten it.",
  "scrape timeout": "Leave `scrapeTimeout` of the service out, or shorten it.",
  evaluation: "Shorten `prometheus.evaluationInterval` of the platform.",
  for: "Shorten `for`.",
  grouping: "Run fewer members in `alertmanager.replicas`: a group's tick is longer than all of them wait.",
  delivery: "Nothing shortens it.",
};

/** What waits for a warning or an `info` is its group, however many members there are. */
const GATHERED = "Only critical alerts are told at once; the others are gathered into one message.";

/** A probe is made at an interval of its own, and what its answer may take follows from that. */
const PROBED =
  'Shorten the `interval` of the probe, for a catalog as in `blackbox({ url, interval: "5s" })`; half a minute needs 5 s.';

function remedy({ rule }: AlertReport, cause: LatencyCause): string {
  if (rule.alert === PROBE_FAILING_ALERT && (cause === "scrape" || cause === "scrape timeout")) {
    return PROBED;
  }
  return cause === "grouping" && rule.labels.severity !== "critical" ? GATHERED : REMEDIES[cause];
}

const GENERATED: ReadonlySet<string> = new Set(SYMPTOM_ALERTS);

/** Critical alerts, and those that say how long they may take, are delivered in time. */
export const deliveryTimes: Audit = (made) =>
  made.reports.flatMap((report) => {
    const { environment, id, latency, limitSeconds } = report;
    if (latency === undefined || limitSeconds === undefined || latency.seconds <= limitSeconds) {
      return [];
    }
    const { cause, seconds } = latency.costliest;
    return [
      diagnostic("alert-too-slow", {
        ...originOf(made, report),
        message:
          `the alert ${id} can take ${time(latency.seconds)} to be delivered in "${environment}", and ` +
          `${time(limitSeconds)} is allowed; most of it is ${cause}, ${time(seconds)} (${terms(latency)})`,
        hint: `${remedy(report, cause)} If it may take longer, say so: ${allowance(report, Math.ceil(latency.seconds / 60) * 60)}.`,
      }),
    ];
  });

/** How somebody says that an alert may take longer: in its definition, or in an override of one that was made. */
function allowance({ id, rule }: AlertReport, seconds: number): string {
  const words = `deliverWithin: "${formatDuration(seconds)}"`;
  return id === rule.alert && !GENERATED.has(id)
    ? `\`${words}\``
    : `\`override(${JSON.stringify(id)}, { ${words}, reason: … })\``;
}

/** The terms of a bound, such as `scrape 5s + evaluation 5s`. */
export function terms({ terms: all }: LatencyBound): string {
  return all.map(({ cause, seconds }) => `${cause} ${time(seconds)}`).join(" + ");
}

function time(seconds: number): string {
  return formatDuration(Math.round(seconds * 1_000) / 1_000);
}
