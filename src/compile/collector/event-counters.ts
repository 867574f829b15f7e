import type { JsonObject } from "../../artifacts/index.ts";
import type { Slo } from "../../definitions/index.ts";
import { lineConditions } from "../../query/logql/index.ts";
import { alertCounter, type CountedLines, eventsCounter } from "../logs/counted-events.ts";
import { labelPlace } from "../logs/line-labels.ts";
import { FRAGMENT_ATTRIBUTE } from "./contract-statements.ts";
import { counter } from "./counters.ts";
import { ottlCondition } from "./line-condition.ts";
import { attribute, quote, resourceAttribute } from "./ottl.ts";
import type { LoggingService } from "./services.ts";

/** The rest of a stack trace that came apart is no line of its own. */
const WHOLE = `${attribute(FRAGMENT_ATTRIBUTE)} == nil`;

/** Counters of error lines, and of the lines that SLOs are about: Elasticsearch has no ruler that would count them. */
export function eventCounters(services: readonly LoggingService[]): readonly JsonObject[] {
  return [
    counter(
      "crowsnest.log.errors",
      "Lines of severity ERROR or FATAL.",
      "1",
      `log.severity_number >= SEVERITY_NUMBER_ERROR and ${WHOLE}`,
    ),
    ...services.flatMap(({ logAlerts = [], logs, name }) =>
      logAlerts.map((alert) =>
        counter(
          alertCounter(name, alert.name),
          `Lines of ${name} that the alert ${alert.name} is about.`,
          "1",
          [
            `${resourceAttribute("service.name")} == ${quote(name)}`,
            WHOLE,
            ottlCondition(logs, lineConditions(alert.lines).condition),
          ].join(" and "),
        ),
      ),
    ),
    ...services.flatMap((service) =>
      service.slos.flatMap((slo) =>
        slo.sli.kind === "logEvents"
          ? [
              eventCounter(service, slo, "total", slo.sli.total),
              eventCounter(service, slo, "bad", slo.sli.bad),
            ]
          : [],
      ),
    ),
  ];
}

function eventCounter(
  { logs, name }: LoggingService,
  { by = [], name: slo }: Slo,
  lines: CountedLines,
  pipeline: string,
): JsonObject {
  const condition = ottlCondition(logs, lineConditions(pipeline).condition);
  return counter(
    eventsCounter(name, slo, lines),
    `Lines of ${name} that the SLO ${slo} counts as ${lines}.`,
    "1",
    [`${resourceAttribute("service.name")} == ${quote(name)}`, WHOLE, condition].join(" and "),
    by.flatMap((label) => {
      const place = labelPlace(logs, label);
      return place?.kind === "attribute" ? [place.name] : [];
    }),
  );
}
