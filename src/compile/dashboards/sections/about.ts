import { dashboardAddress, folderAddress, issuesAddress } from "../addresses.ts";
import type { ServiceContext } from "../context.ts";
import { markdownLink, markdownText } from "../escape.ts";
import { teamFolder } from "../folder.ts";
import type { RowDraft } from "../model.ts";

const HEADER_HEIGHT = 2;
/** Above this the panel scrolls. */
const GREATEST_HEIGHT = 16;

/** What the service is, what it needs and who needs it, and where to read on. */
export function aboutSection(context: ServiceContext): RowDraft {
  const paragraphs = [
    identity(context),
    ...optional(context.service.description, markdownText),
    ...dependencies(context, "Needs", context.service.dependsOn),
    ...dependencies(context, "Needed by", context.service.dependents),
    ...furtherReading(context),
  ];
  return {
    key: "row/about",
    title: "About",
    panels: [
      {
        key: "about/links",
        kind: "text",
        title: "About the service",
        description: "Who owns the service, what depends on what, and where to read on.",
        width: 24,
        // About two units a paragraph.
        height: Math.min(HEADER_HEIGHT + 2 * paragraphs.length, GREATEST_HEIGHT),
        links: [],
        markdown: paragraphs.join("\n\n"),
      },
    ],
  };
}

function identity({ environment, service }: ServiceContext): string {
  const { displayName, name, tier, component, namespace } = service;
  const team = environment.teams.find((candidate) => candidate.name === service.team);
  const owner = markdownText(team?.displayName ?? service.team);
  return `**${markdownText(displayName) || name}** (\`${name}\`), ${component} of tier ${tier}, owned by ${owner}, namespace \`${namespace}\` in ${environment.name}`;
}

function dependencies(
  { environment }: ServiceContext,
  label: string,
  services: readonly string[],
): readonly string[] {
  // Our own variables keep the time, so that the address is written as it is.
  const links = services.map((name) => `[${name}](${dashboardAddress(environment, name)})`);
  return links.length === 0 ? [] : [`**${label}:** ${links.join(", ")}`];
}

function furtherReading({ environment, service }: ServiceContext): readonly string[] {
  const team = environment.teams.find(({ name }) => name === service.team);
  const links = [
    ...optional(service.runbooks, (address) => markdownLink("Runbooks", address)),
    ...optional(issuesAddress(environment, service), (address) => markdownLink("Errors in Sentry", address)),
    ...optional(team, (owner) =>
      markdownLink(teamFolder(environment, owner).title, folderAddress(environment, owner.name)),
    ),
    ...service.links.map(({ title, url }) => markdownLink(title, url)),
  ];
  return links.length === 0 ? [] : [`**Read on:** ${links.join(", ")}`];
}

function optional<T>(value: T | undefined, write: (value: T) => string): readonly string[] {
  const written = value === undefined ? "" : write(value);
  return written === "" ? [] : [written];
}
