import type { AlertingRule, EnvironmentArtifacts } from "../artifacts/index.ts";
import { alertsByService } from "../coverage/index.ts";
import type { Simulator } from "../routing/index.ts";
import { span } from "./durations.ts";
import { html } from "./html.ts";
import { page } from "./page.ts";
import { templateText } from "./template-text.ts";

/** One alert of the catalogue, as the page's script reads it. */
export interface CatalogueEntry {
  readonly alert: string;
  readonly service: string;
  readonly team: string;
  readonly severity: string;
  readonly slo: string;
  readonly for: string;
  /** Longest time from the fault to the message; empty where there is no bound. */
  readonly bound: string;
  readonly receivers: readonly string[];
  readonly summary: string;
  readonly expr: string;
  readonly runbook: string;
}

/** Every alert of an environment, in the order of services. */
export function catalogue(
  environment: EnvironmentArtifacts,
  routing: Simulator,
  bounds: ReadonlyMap<AlertingRule, number>,
): readonly CatalogueEntry[] {
  return environment.teams.flatMap((team) =>
    [...alertsByService(team)].flatMap(([service, alerts]) =>
      alerts.map(({ rule }) => ({
        alert: rule.alert,
        service,
        team: team.team,
        severity: rule.labels.severity ?? "",
        slo: rule.labels.slo ?? "",
        for: rule.for ?? "",
        bound: boundText(bounds.get(rule)),
        receivers: routing.routes({ ...rule.labels, alertname: rule.alert }).map(({ receiver }) => receiver),
        summary: templateText(rule.annotations.summary ?? ""),
        expr: rule.expr,
        runbook: rule.annotations.runbook_url ?? "",
      })),
    ),
  );
}

/** The page of all alerts; the entries themselves are in files of their own, for there may be many thousands. */
export function alertsPage(environment: string, count: number): string {
  const body = html`
<h1>Alerts</h1>
<p><label>Find by name, service, team, SLO, receiver, summary or expression <input type="search" id="find-alert"></label>
<label>Severity <select id="find-severity"><option value="">all</option><option>critical</option><option>warning</option><option>info</option></select></label></p>
<p id="found" role="status">${count.toLocaleString("en-GB")} alerts.</p>
<div id="alert-list"></div>
<noscript><p>The list is searched by a script, which is switched off.</p></noscript>
<script src="alerts.js" defer></script>`;
  return page({ title: `Alerts in ${environment}`, root: "../", environment, current: "alerts", body });
}

function boundText(seconds: number | undefined): string {
  return seconds === undefined ? "" : span(seconds);
}
