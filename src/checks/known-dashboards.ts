import { suggest } from "../diagnostics/index.ts";
import { type DashboardUse, importedDashboard } from "../imported/index.ts";
import {
  type Draft,
  fleetDashboardUid,
  importedDashboardUid,
  platformDashboardUid,
  runsIn,
  serviceDashboardUid,
  sloDashboardUid,
  teamDashboardUid,
} from "../workspace/index.ts";

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

function trimmed(address: string): string {
  return address.replace(/\/+$/, "");
}
