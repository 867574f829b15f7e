import { diagnostic } from "../diagnostics/index.ts";
import { durationSeconds } from "../query/promql/index.ts";
import type { Check } from "./check.ts";
import { presences } from "./presence.ts";

/** A scrape is given up before the next one begins. */
export const scrapeTimeouts: Check = (draft) =>
  presences(draft).flatMap(({ service, environment }) => {
    const { scrapeTimeout, scrapeInterval } = service.value.runsOn;
    const interval = scrapeInterval ?? environment.value.settings.prometheus.scrapeInterval;
    return scrapeTimeout === undefined || durationSeconds(scrapeTimeout) <= durationSeconds(interval)
      ? []
      : [
          diagnostic("timeout-exceeds-interval", {
            ...service.at("runsOn", "scrapeTimeout"),
            message: `a timeout of ${scrapeTimeout}, but "${environment.value.name}" scrapes it every ${interval}`,
            hint: `Leave \`scrapeTimeout\` out, or set it to ${interval} or less.`,
          }),
        ];
  });
