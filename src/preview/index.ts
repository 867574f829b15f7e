/**
 * Artifacts to a static site: what will be made, before anything is. It needs no server and no network.
 *
 * @module
 */
import type { EnvironmentArtifacts } from "../artifacts/index.ts";
import { alertsByService, coverage } from "../coverage/index.ts";
import { simulator } from "../routing/index.ts";
import { alertsPage, catalogue } from "./alerts-page.ts";
import { catalogueFiles } from "./catalogue-files.ts";
import { dashboardPage } from "./dashboard-page.ts";
import { frontPage } from "./front-page.ts";
import type { PreviewInput, SiteFile } from "./input.ts";
import { overviewPage } from "./overview-page.ts";
import { routingPage } from "./routing-page.ts";
import { servicePage } from "./service-page.ts";

export type {
  PreviewAssets,
  PreviewInput,
  Samples,
  SiteFile,
} from "./input.ts";
export { samplePanels } from "./sample.ts";

/** Writes the whole site; pure. */
export function previewSite(input: PreviewInput): readonly SiteFile[] {
  return [
    { path: "index.html", content: frontPage(input) },
    { path: "assets/site.css", content: input.assets.style },
    { path: "assets/site.js", content: input.assets.script },
    ...input.artifacts.environments.flatMap((environment) => environmentFiles(environment, input)),
  ];
}

function environmentFiles(
  environment: EnvironmentArtifacts,
  { bounds, samples, today }: PreviewInput,
): readonly SiteFile[] {
  const { environment: name, teams } = environment;
  const routing = simulator(environment.alerting.config);
  const entries = catalogue(environment, routing, bounds);
  const known = new Set(teams.flatMap(({ services }) => services.map((service) => service.name)));
  return [
    { path: `${name}/index.html`, content: overviewPage(environment, coverage(environment), today) },
    { path: `${name}/routing.html`, content: routingPage(environment, routing) },
    { path: `${name}/alerts.html`, content: alertsPage(name, entries.length) },
    ...catalogueFiles(entries).map(({ path, content }) => ({ path: `${name}/${path}`, content })),
    ...teams.flatMap((team) => {
      const alerts = alertsByService(team);
      return [
        ...team.services.map((service) => ({
          path: `${name}/services/${service.name}.html`,
          content: servicePage(service, {
            environment,
            team,
            alerts: alerts.get(service.name) ?? [],
            bounds,
            routing,
            known,
          }),
        })),
        ...team.dashboards.map((dashboard) => ({
          path: `${name}/dashboards/${dashboard.uid}.html`,
          content: dashboardPage(name, dashboard, samples.get(dashboard.uid)),
        })),
      ];
    }),
  ];
}
