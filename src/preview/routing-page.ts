import type { EnvironmentArtifacts } from "../artifacts/index.ts";
import type { Route, Simulator } from "../routing/index.ts";
import { type Html, html, json } from "./html.ts";
import { matchesText } from "./matcher-text.ts";
import { page } from "./page.ts";

/** The page of routing: the tree as a picture, and a form that asks it what becomes of an alert. */
export function routingPage(environment: EnvironmentArtifacts, routing: Simulator): string {
  const { environment: name } = environment;
  const body = html`
<h1>Routing</h1>
<section aria-labelledby="try"><h2 id="try">Try an alert</h2>
<form id="try-routing">
<label for="labels">Labels, one a line</label>
<textarea id="labels" rows="6" spellcheck="false">alertname=ErrorBudgetBurn
environment=${name}
service=${firstService(environment)}
severity=critical
team=${firstTeam(environment)}</textarea>
<label for="firing">Other alerts that fire, one a line, labels separated by commas</label>
<textarea id="firing" rows="2" spellcheck="false"></textarea>
</form>
<div id="deliveries" role="status"><noscript>The form needs a script, which is switched off.</noscript></div>
</section>
<section aria-labelledby="tree"><h2 id="tree">The tree</h2>
<p>The first child that matches takes an alert; what no child takes stays with the parent.</p>
<ul class="tree">${node(routing.root, routing)}</ul>
</section>
<section aria-labelledby="inhibition"><h2 id="inhibition">Inhibition</h2>
<ul>${routing.inhibitRules.map(
    ({ source, target, equal }) =>
      html`<li>An alert with <code>${matchesText(source)}</code> keeps back those with <code>${matchesText(target)}</code> of the same ${equal.join(", ")}.</li>`,
  )}</ul>
</section>
<script type="application/json" id="alertmanager">${json(environment.alerting.config)}</script>`;
  return page({ title: `Routing in ${name}`, root: "../", environment: name, current: "routing", body });
}

function node(route: Route, routing: Simulator): Html {
  const { path, matchers, receiver, routes, groupBy, groupWait, groupInterval, repeatInterval } = route;
  const silent = !routing.reachable.has(receiver);
  return html`<li id="route-${path.join("-") || "root"}"><div class="route"><code>${matchers.length === 0 ? "everything" : matchesText(matchers)}</code>
<span class="receiver${silent && " silent"}">${receiver}${silent && " (reaches nobody)"}</span>
<small>waits ${groupWait}, then every ${groupInterval}, repeats after ${repeatInterval}; groups by ${groupBy === "all" ? "every label" : groupBy.join(", ") || "nothing"}</small></div>
${routes.length > 0 && html`<ul>${routes.map((child) => node(child, routing))}</ul>`}</li>`;
}

function firstTeam({ teams }: EnvironmentArtifacts): string {
  return teams.find(({ services }) => services.length > 0)?.team ?? teams[0]?.team ?? "";
}

function firstService({ teams }: EnvironmentArtifacts): string {
  return teams.flatMap(({ services }) => services)[0]?.name ?? "";
}
