import { issuesAddress, slosAddress, teamAddress } from "./addresses.ts";
import type { ServiceContext } from "./context.ts";
import { plainText, safeUrl } from "./escape.ts";
import { teamFolder } from "./folder.ts";
import type { DashboardLink } from "./model.ts";

/** Tag of every dashboard that Crowsnest makes. */
export const PROJECT_TAG = "crowsnest";

/** Where one goes from a service's dashboard: runbooks, errors, its own pages, and up to the team. */
export function navigation({ environment, service }: ServiceContext): readonly DashboardLink[] {
  const issues = issuesAddress(environment, service);
  const team = environment.teams.find(({ name }) => name === service.team);
  return [
    ...(service.runbooks === undefined
      ? []
      : [page("Runbooks", "What to do when an alert fires", safeUrl(service.runbooks), "bolt")]),
    ...(issues === undefined
      ? []
      : [page("Errors", "Unresolved issues of the service in Sentry", issues, "external link")]),
    ...(service.slos.length === 0
      ? []
      : [page("Objectives", "What spent the budgets", slosAddress(environment, service.name), "dashboard")]),
    ...service.links.map(({ title, url }) =>
      page(plainText(title) || "Page", "A page about the service", safeUrl(url), "doc"),
    ),
    ...(team === undefined
      ? []
      : [
          page(
            plainText(teamFolder(environment, team).title),
            "The team's services, at the same time",
            teamAddress(environment, team.name),
            "dashboard",
          ),
        ]),
    {
      kind: "tagged",
      title: "Services of the team",
      tooltip: "Another service, at the same time",
      tags: [PROJECT_TAG, "service", service.team],
    },
  ];
}

function page(
  title: string,
  tooltip: string,
  url: string,
  icon: Extract<DashboardLink, { readonly kind: "page" }>["icon"],
): DashboardLink {
  // Who leaves Grafana in an incident wants to find it again.
  return { kind: "page", title, tooltip, url, icon, newTab: icon !== "dashboard" };
}
