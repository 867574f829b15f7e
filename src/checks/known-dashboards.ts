import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { type DashboardUse, dashboardLinks, importedDashboard } from "../imported/index.ts";
import {
  type Draft,
  type Drafted,
  fleetDashboardUid,
  importedDashboardUid,
  type ParsedService,
  platformDashboardUid,
  runsIn,
  serviceDashboardUid,
  sloDashboardUid,
  teamDashboardUid,
} from "../workspace/index.ts";
import type { Check } from "./check.ts";

/** Dashboards that the chart of the platform brings have the hash of their file's name as uid. */
const OF_THE_CHART = /^[0-9a-f]{32}$/;

/** What links to dashboards may lead to. */
export interface KnownDashboards {
  /** Whether a link leads to a Grafana of the platform. */
  isOurs(link: DashboardUse): boolean;
  /** Whether there is such a dashboard, in any environment. */
  has(uid: string): boolean;
  /** What somebody may have meant. */
  suggest(uid: string): string;
}

const made = new WeakMap<Draft, KnownDashboards>();

/** Every dashboard that is made, and those that files bring, by the uids that they had before as well. */
export function knownDashboards(draft: Draft): KnownDashboards {
  const known = made.get(draft) ?? collect(draft);
  made.set(draft, known);
  return known;
}

function collect(draft: Draft): KnownDashboards {
  const { environments, services, teams } = draft;
  const files = [...teams, ...services].flatMap(({ value }) => value.dashboards ?? []);
  const uids = new Set([
    ...files.flatMap(({ content }) => importedDashboard(content)?.uid || []),
    ...environments.flatMap(({ value: { name } }) => [
      fleetDashboardUid(name),
      platformDashboardUid(name),
      ...teams.map((team) => teamDashboardUid(name, team.value.name)),
      ...files.map((file) => importedDashboardUid(name, file.name)),
      ...services.flatMap(({ value }) =>
        runsIn(value, name)
          ? [
              serviceDashboardUid(name, value.name),
              ...(value.slos.length > 0 ? [sloDashboardUid(name, value.name)] : []),
            ]
          : [],
      ),
    ]),
  ]);
  const addresses = new Set(environments.map(({ value }) => trimmed(value.settings.grafana.url)));
  return {
    isOurs: ({ grafana }) => !/^https?:/.test(grafana) || addresses.has(trimmed(grafana)),
    has: (uid) => uids.has(uid) || OF_THE_CHART.test(uid),
    suggest: (uid) => suggest(uid, uids),
  };
}

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

function trimmed(address: string): string {
  return address.replace(/\/+$/, "");
}
