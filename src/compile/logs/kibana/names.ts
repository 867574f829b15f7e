import type { ResolvedEnvironment } from "../../../workspace/index.ts";
import { elasticsearchName } from "../elasticsearch/names.ts";

/** Id of a team's space; a team may be called as Kibana's own space is. */
export function spaceId(team: string): string {
  return `team-${team}`;
}

/** Ids of saved objects, which no two spaces of a Kibana may share. */
export const savedObjectIds = {
  breaks: (environment: string, service: string) => elasticsearchName(environment, "log-breaks", service),
  dashboard: (environment: string, service: string) => elasticsearchName(environment, "log-page", service),
  explorer: (environment: string, team: string) => elasticsearchName(environment, "log-explorer", team),
  lines: (environment: string, service: string) => elasticsearchName(environment, "log-lines", service),
  severities: (environment: string, service: string) =>
    elasticsearchName(environment, "log-severities", service),
  teamView: (environment: string, team: string) => elasticsearchName(environment, "team-logs", team),
  view: (environment: string, service: string) => elasticsearchName(environment, "logs", service),
} as const;

/** Address of a team's space in Kibana; `undefined` when logs are kept elsewhere. */
export function spaceAddress({ platform }: ResolvedEnvironment, team: string): string | undefined {
  return platform.logs?.kind === "elk"
    ? `${platform.logs.kibana.url.replace(/\/+$/, "")}/s/${spaceId(team)}`
    : undefined;
}
