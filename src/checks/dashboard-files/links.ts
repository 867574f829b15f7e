import type { Diagnostic } from "../../diagnostics/index.ts";
import { type DashboardUse, dashboardLinks, texts } from "../../imported/index.ts";
import { knownDashboards } from "../known-dashboards.ts";
import type { DashboardUnderCheck } from "./dashboards.ts";

/** Keys of what people follow; in a query a path is a value of a label. */
const LINKING: ReadonlySet<string> = new Set(["content", "description", "href", "link", "url"]);

/** Links of panels, rows, fields and texts lead to dashboards that there are, in the platform's own Grafana. */
export function links({ dashboard, draft, find }: DashboardUnderCheck): readonly Diagnostic[] {
  const found = new Map<string, DashboardUse>();
  for (const [key, text] of texts(dashboard.body)) {
    for (const link of LINKING.has(key) ? dashboardLinks(text) : []) {
      found.set(`${link.grafana}/d/${link.uid}`, link);
    }
  }
  if (found.size === 0) {
    return [];
  }
  const known = knownDashboards(draft);
  return [...found].flatMap(([address, link]): readonly Diagnostic[] => {
    if (!known.isOurs(link)) {
      const message = `${address} is a dashboard of another Grafana`;
      const hint = `Write /d/${link.uid}, and add the file of that dashboard to the workspace.`;
      return [find("link-to-another-grafana", ["links"], { message, hint })];
    }
    const message = `there is no dashboard with the uid "${link.uid}"`;
    const hint = `${known.suggest(link.uid)} Links to other files follow them: add the file of that dashboard.`;
    return known.has(link.uid) ? [] : [find("unknown-dashboard", ["links"], { message, hint })];
  });
}
