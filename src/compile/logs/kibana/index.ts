import { canonical, type JsonObject, type TeamKibanaArtifact } from "../../../artifacts/index.ts";
import type { ResolvedEnvironment, ResolvedService, ResolvedTeam } from "../../../workspace/index.ts";
import { dataStream, elasticsearchName } from "../elasticsearch/names.ts";
import { savedObjectIds, spaceId } from "./names.ts";
import { breaksTable, dashboard, savedSearch, severitiesChart } from "./saved-objects.ts";

/** Columns of lines, by the names of the Elastic Common Schema. */
const COLUMNS = ["log.level", "message"] as const;

/**
 * What Kibana holds for a team: a space with its services' log pages, a log explorer over all of them, and a role
 * that may look there and read these services' lines, and no others. `null` when none of its services declares logs.
 */
export function teamKibana(environment: ResolvedEnvironment, team: ResolvedTeam): TeamKibanaArtifact | null {
  const services = team.services.filter(({ logs }) => logs !== undefined);
  if (environment.platform.logs?.kind !== "elk" || services.length === 0) {
    return null;
  }
  const { name } = environment;
  const streams = services.map((service) => dataStream(name, service.name));
  return canonical({
    dataViews: [
      ...services.map((service) => ({
        id: savedObjectIds.view(name, service.name),
        name: service.displayName,
        title: dataStream(name, service.name),
      })),
      {
        id: savedObjectIds.teamView(name, team.name),
        name: `All of ${team.displayName}`,
        title: streams.join(","),
      },
    ],
    role: {
      description: `Reads the logs of ${team.displayName} in ${name}.`,
      name: elasticsearchName(name, "team", team.name),
      streams,
    },
    savedObjects: [
      savedSearch(savedObjectIds.explorer(name, team.name), {
        columns: ["service.name", ...COLUMNS],
        description: `Lines of every service of ${team.displayName}.`,
        title: "Log explorer",
        view: savedObjectIds.teamView(name, team.name),
      }),
      ...services.flatMap((service) => servicePage(name, service)),
    ],
    space: {
      description: `Logs of ${team.displayName} in ${name}.`,
      id: spaceId(team.name),
      name: team.displayName,
    },
  });
}

/** A service's own fields stand beside the message, as many as can be read. */
const OWN_COLUMNS = 3;

function servicePage(environment: string, service: ResolvedService): readonly JsonObject[] {
  const { displayName, logs, name } = service;
  const ids = Object.fromEntries(
    Object.entries(savedObjectIds).map(([kind, id]) => [kind, id(environment, name)]),
  ) as Record<keyof typeof savedObjectIds, string>;
  const own = Object.keys(logs?.fields ?? {})
    .sort()
    .slice(0, OWN_COLUMNS)
    .map((field) => `attributes.${field}`);
  return [
    savedSearch(ids.lines, {
      columns: [...COLUMNS, ...own],
      description: `Lines of ${displayName}, the newest first.`,
      title: `${displayName}: lines`,
      view: ids.view,
    }),
    severitiesChart(ids.severities, `${displayName}: lines by severity`, ids.view),
    breaksTable(ids.breaks, `${displayName}: lines that break the contract`, ids.view),
    dashboard(ids.dashboard, {
      description: `How ${displayName} logs, and what.`,
      panels: [
        { height: 12, id: ids.severities, type: "visualization", width: 32 },
        { height: 12, id: ids.breaks, type: "visualization", width: 16 },
        { height: 24, id: ids.lines, type: "search", width: 48 },
      ],
      title: `${displayName}: logs`,
    }),
  ];
}
