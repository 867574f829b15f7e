import type { ServiceContext } from "../context.ts";
import type { PanelDraft, RowDraft } from "../model.ts";
import { durationPanels, durations } from "./durations.ts";
import { errorPanels, eventRatePanels, observationRatePanels } from "./rates.ts";

/** Rate, errors and duration, from the metrics that SLOs and the catalog name. */
export function requestsSection(context: ServiceContext): RowDraft | undefined {
  const measured = durations(context);
  const events = eventRatePanels(context);
  const panels: readonly PanelDraft[] = [
    // Without a counter of events, histograms tell how many there were.
    ...(events.length > 0 ? events : observationRatePanels(context, measured)),
    ...errorPanels(context),
    ...durationPanels(context, measured),
  ];
  return panels.length === 0
    ? undefined
    : { key: "row/requests", title: "Rate, errors and duration", panels };
}

/** Full names of the metrics that this section shows, so that no other row repeats them. */
export function metricsOfRequests(context: ServiceContext): ReadonlySet<string> {
  const totals = context.service.slos.flatMap(({ sli }) => (sli.kind === "events" ? [sli.total.metric] : []));
  return new Set([...totals, ...durations(context).map(({ metric }) => metric)]);
}
