import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { dashboardLinks } from "../imported/index.ts";
import type { Drafted, ParsedService } from "../workspace/index.ts";
import type { Check } from "./check.ts";
import { knownDashboards } from "./known-dashboards.ts";

/** Links of services, and of what their alerts and panels say, lead to dashboards that there are. */
export const dashboardLinksOfServices: Check = (draft) => {
  const texts = draft.services.flatMap(textsOf).filter(({ text }) => text.includes("/d"));
  // Nearly nobody links a dashboard by hand: all uids are made for whoever does.
  if (texts.length === 0) {
    return [];
  }
  const known = knownDashboards(draft);
  return texts.flatMap(({ text, place }) =>
    dashboardLinks(text)
      // In free text a path may be anybody's.
      .filter((link) => /^https?:/.test(link.grafana) && known.isOurs(link) && !known.has(link.uid))
      .map(({ uid }): Diagnostic => {
        const message = `there is no dashboard with the uid "${uid}"`;
        return diagnostic("unknown-dashboard", { ...place(), message, hint: known.suggest(uid) });
      }),
  );
};

interface Text {
  readonly text: string;
  place(): ReturnType<Drafted<unknown>["at"]>;
}

function textsOf(service: Drafted<ParsedService>): readonly Text[] {
  const { alerts, links, logAlerts = [], rows, slos } = service.value;
  const at = (text: string | undefined, ...path: readonly (string | number)[]): readonly Text[] =>
    text === undefined ? [] : [{ text, place: () => service.at(...path) }];
  return [
    ...links.flatMap(({ url }, index) => at(url, "links", index, "url")),
    ...(["alerts", "logAlerts"] as const).flatMap((key) =>
      (key === "alerts" ? alerts : logAlerts).flatMap(({ description, runbook, summary }, index) => [
        ...at(summary, key, index, "summary"),
        ...at(description, key, index, "description"),
        ...at(runbook, key, index, "runbook"),
      ]),
    ),
    ...slos.flatMap(({ description, runbook }, index) => [
      ...at(description, "slos", index, "description"),
      ...at(runbook, "slos", index, "runbook"),
    ]),
    ...rows.flatMap(({ panels }, row) =>
      panels.flatMap(({ description }, panel) =>
        at(description, "rows", row, "panels", panel, "description"),
      ),
    ),
  ];
}
