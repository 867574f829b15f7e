import type {
  AlertingRule,
  EnvironmentArtifacts,
  ServiceArtifact,
  SloArtifact,
  TeamArtifacts,
} from "../artifacts/index.ts";
import type { ServiceAlert } from "../coverage/index.ts";
import type { Simulator } from "../routing/index.ts";
import { burnChart } from "./burn-chart.ts";
import { detections } from "./detection.ts";
import { span } from "./durations.ts";
import { type Fragment, type Html, html, webAddress } from "./html.ts";
import { page } from "./page.ts";
import { templateText } from "./template-text.ts";

/** What the page of a service reads beside the service itself. */
export interface ServicePageContext {
  readonly environment: EnvironmentArtifacts;
  readonly team: TeamArtifacts;
  readonly alerts: readonly ServiceAlert[];
  readonly routing: Simulator;
  readonly bounds: ReadonlyMap<AlertingRule, number>;
  /** Names of the services that have a page. */
  readonly known: ReadonlySet<string>;
}

/** The page of a service: its definition in words, its objectives, its alerts and whom they reach. */
export function servicePage(service: ServiceArtifact, context: ServicePageContext): string {
  const { environment, team, known } = context;
  const links = (names: readonly string[]) =>
    names.map((name, index) => [
      index > 0 && ", ",
      known.has(name) ? html`<a href="${name}.html">${name}</a>` : name,
    ]);
  const dashboards = team.dashboards.filter(({ name }) => service.dashboards.includes(name));
  const body = html`
<h1>${service.displayName}</h1>
${service.description !== null && html`<p class="lead">${service.description}</p>`}
<dl class="words">
${word("What", `${service.component} of tier ${service.tier}, namespace ${service.namespace}`)}
${word("Owner", team.displayName)}
${service.dependsOn.length > 0 && word("Needs", links(service.dependsOn))}
${service.dependents.length > 0 && word("Needed by", links(service.dependents))}
${word("Metrics", metrics(service))}
${word("Logs", service.logs === null ? "none are declared" : `${service.logs.format}, kept for ${service.logs.retention}`)}
${word("Errors", service.errorProject === null ? "not tracked" : `Sentry project ${service.errorProject}`)}
${service.runbooks !== null && word("Runbooks", address(service.runbooks, service.runbooks))}
${
  service.waivers.length > 0 &&
  word(
    "Waivers",
    service.waivers.map(({ pillar, reason, until }) => html`${pillar}, until ${until}: ${reason} `),
  )
}
${
  service.links.length > 0 &&
  word(
    "Pages",
    service.links.map(({ title, url }) => html`${address(url, title)} `),
  )
}
${word(
  "Dashboards",
  dashboards.map(({ title, uid }) => html`<a href="../dashboards/${uid}.html">${title}</a> `),
)}
</dl>
${service.slos.length > 0 && html`<section aria-labelledby="slos"><h2 id="slos">Objectives</h2>${service.slos.map(objective)}</section>`}
${alertList(context)}`;
  const { environment: name } = environment;
  return page({ title: `${service.displayName} in ${name}`, root: "../../", environment: name, body });
}

function word(term: string, description: Fragment): Html {
  return html`<dt>${term}</dt><dd>${description}</dd>`;
}

function metrics({ metrics: declared, scrapeInterval }: ServiceArtifact): Html {
  if (declared.length === 0) {
    return html`none are declared`;
  }
  return html`<details><summary>${declared.length}, scraped every ${scrapeInterval}</summary><ul>${declared.map(
    ({ name, kind, labels, help }) =>
      html`<li><code>${name}</code> ${kind}${labels.length > 0 && ` by ${labels.join(", ")}`}${help !== null && `: ${help}`}</li>`,
  )}</ul></details>`;
}

function address(url: string, title: string): Html {
  const safe = webAddress(url);
  return safe === undefined ? html`${title}` : html`<a href="${safe}" rel="noreferrer">${title}</a>`;
}

function objective(slo: SloArtifact): Html {
  return html`<article class="slo">
<h3>${slo.name}: ${slo.objective} % over ${slo.window}</h3>
${slo.description !== null && html`<p>${slo.description}</p>`}
<p>Budget: <strong>${slo.budgetMinutes} minutes</strong> of a total outage at even traffic. Counted: ${slo.indicator}.</p>
${burnChart(slo)}
<table class="detection"><caption>Told after, when it begins in quiet times</caption>
<thead><tr><th scope="col">Share that fails</th><th scope="col">Page</th><th scope="col">Anybody</th></tr></thead>
<tbody>${detections(slo).map(
    ({ share, page: paged, any }) =>
      html`<tr><th scope="row">${share * 100} %</th><td>${paged === undefined ? "never" : span(paged)}</td><td>${any === undefined ? "never" : span(any)}</td></tr>`,
  )}</tbody></table>
</article>`;
}

function alertList({ alerts, bounds, routing }: ServicePageContext): Html {
  return html`<section aria-labelledby="alerts"><h2 id="alerts">Alerts</h2>
${alerts.length === 0 && html`<p>Nothing alerts.</p>`}
<ul class="alerts">${alerts.map(({ rule, evaluatedBy }) => {
    const { severity, slo, long } = rule.labels;
    const bound = bounds.get(rule);
    const routes = routing.routes({ ...rule.labels, alertname: rule.alert });
    const { summary, description, runbook_url: runbook } = rule.annotations;
    return html`<li class="${severity ?? ""}">
<h3>${rule.alert}${slo !== undefined && ` (${slo}${long === undefined ? "" : ` over ${long}`})`} <span class="badge ${severity ?? ""}">${severity ?? "none"}</span></h3>
<p>${templateText(summary ?? "")}</p>
${description !== undefined && description !== summary && html`<p class="muted">${templateText(description)}</p>`}
<p>Reaches ${routes.map((route, index) => [index > 0 && ", ", html`<strong>${route.receiver}</strong> after a group wait of ${route.groupWait}`])}.${rule.for !== undefined && ` Must hold for ${rule.for}.`}${bound !== undefined && ` Told at most ${span(bound)} after it begins.`}${evaluatedBy === "loki" && " Evaluated by Loki."}</p>
<details><summary>Expression</summary><pre><code>${rule.expr}</code></pre></details>
${runbook !== undefined && html`<p>${address(runbook, "Runbook")}</p>`}
</li>`;
  })}</ul></section>`;
}
