import type { EnvironmentArtifacts } from "../artifacts/index.ts";
import { type Coverage, hasEnded, PILLARS, type Pillar, type Standing, standing } from "../coverage/index.ts";
import { type Html, html } from "./html.ts";
import { page } from "./page.ts";

const NAMES: Readonly<Record<Pillar, string>> = {
  metrics: "Metrics",
  slo: "SLO",
  page: "Page",
  ticket: "Ticket",
  route: "Route",
  dashboard: "Dashboard",
  logs: "Logs",
  errors: "Errors",
  probe: "Probe",
  runbook: "Runbook",
  owner: "Owner",
};

/** The page of an environment: what will be made, and what of each service is watched. */
export function overviewPage(
  environment: EnvironmentArtifacts,
  rows: readonly Coverage[],
  today: string,
): string {
  const name = environment.environment;
  const displayNames = new Map(
    environment.teams.flatMap(({ services }) =>
      services.map((service) => [service.name, service.displayName]),
    ),
  );
  const body = html`
<h1>${name}</h1>
${made(environment, rows.length)}
<section aria-labelledby="coverage">
<h2 id="coverage">Coverage</h2>
<p>${summary(rows, today)}</p>
${rows.length > 12 && html`<p><label>Find a service or team <input type="search" data-filter="coverage-table"></label> <span role="status" data-filter-status></span></p>`}
<div class="scroll" role="region" aria-label="Coverage by service" tabindex="0">
<table id="coverage-table" class="coverage">
<thead><tr><th scope="col">Service</th><th scope="col">Team</th><th scope="col">Tier</th>${PILLARS.map((pillar) => html`<th scope="col">${NAMES[pillar]}</th>`)}</tr></thead>
<tbody>${rows.map((row) => coverageRow(row, displayNames.get(row.service) ?? row.service, today))}</tbody>
</table>
</div>
${waivers(rows, today)}
</section>
${teams(environment)}`;
  return page({ title: name, root: "../", environment: name, current: "overview", body });
}

const WORDS: Readonly<Record<Standing, string>> = {
  covered: "yes",
  missing: "missing",
  optional: "no",
  waived: "waived",
};

/** What the table says on the whole; "no" alone is for what nobody asks for. */
function summary(rows: readonly Coverage[], today: string): string {
  const standings = rows.map((row) => row.required.map((pillar) => standing(row, pillar, today)));
  const whole = standings.filter((own) => !own.includes("missing")).length;
  const waived = standings.flat().filter((each) => each === "waived").length;
  const all = `${whole} of ${rows.length} services have what is asked of their tier.`;
  const besides = waived === 0 ? "" : ` Waived for a while: ${waived}.`;
  return `${all}${besides} What is "missing" is asked for; what says "no" is not.`;
}

function coverageRow(row: Coverage, displayName: string, today: string): Html {
  const { service, team, tier, pillars } = row;
  return html`<tr><th scope="row"><a href="services/${service}.html">${displayName}</a></th><td>${team}</td><td>${tier}</td>${PILLARS.map(
    (pillar) => {
      const stands = standing(row, pillar, today);
      // Written a few thousand times: every letter counts.
      return html`<td${stands !== "covered" && html` class="${stands}"`}><b>${WORDS[stands]}</b> <small>${pillars[pillar].note}${stands !== "covered" && waiverNote(row, pillar, today)}</small></td>`;
    },
  )}</tr>`;
}

/** Why services lack something for a while; the cells of the table are too narrow for reasons. */
function waivers(rows: readonly Coverage[], today: string): Html | false {
  const all = rows.flatMap((row) => row.waivers.map((waiver) => ({ ...waiver, service: row.service })));
  return (
    all.length > 0 &&
    html`<h3>Waivers</h3>
<ul>${all.map(
      (waiver) =>
        html`<li><a href="services/${waiver.service}.html">${waiver.service}</a>: ${waiver.pillar}, ${hasEnded(waiver, today) ? "ended on" : "until"} ${waiver.until}. ${waiver.reason}</li>`,
    )}</ul>`
  );
}

function waiverNote({ waivers }: Coverage, pillar: Pillar, today: string): string {
  const waiver = waivers.find((candidate) => candidate.pillar === pillar);
  if (waiver === undefined) {
    return "";
  }
  return hasEnded(waiver, today) ? `; its waiver ended on ${waiver.until}` : `; until ${waiver.until}`;
}

function made({ platform, crds, teams: all }: EnvironmentArtifacts, services: number): Html {
  const groups = all.flatMap(({ logRules, prometheusRules }) => [
    ...prometheusRules.flatMap((object) => object.groups),
    ...(logRules?.groups ?? []),
  ]);
  const rules = groups.flatMap((group) => group.rules);
  const facts: readonly (readonly [string, number])[] = [
    ["services", services],
    [
      "objectives",
      all.reduce((sum, team) => sum + team.services.reduce((slos, { slos: own }) => slos + own.length, 0), 0),
    ],
    ["rules", rules.length],
    ["alerts", rules.filter((rule) => "alert" in rule).length],
    ["dashboards", all.reduce((sum, { dashboards }) => sum + dashboards.length, 0)],
    ["releases", crds.length + platform.releases.length],
  ];
  return html`<ul class="facts">${facts.map(([label, count]) => html`<li><strong>${count.toLocaleString("en-GB")}</strong> ${label}</li>`)}</ul>`;
}

function teams(environment: EnvironmentArtifacts): Html {
  return html`<section aria-labelledby="teams">
<h2 id="teams">Who is told</h2>
<div class="scroll" role="region" aria-label="Receivers by team" tabindex="0">
<table>
<thead><tr><th scope="col">Team</th><th scope="col">Critical</th><th scope="col">Warning</th><th scope="col">Info</th><th scope="col">Dashboards</th></tr></thead>
<tbody>${environment.teams.map(
    (team) =>
      html`<tr><th scope="row">${team.displayName}</th>${(["critical", "warning", "info"] as const).map(
        (severity) => html`<td>${team.notify[severity].join(", ") || "nobody"}</td>`,
      )}<td>${team.dashboards
        .filter(({ name }) => !name.startsWith("service-"))
        .map(({ title, uid }) => html`<a href="dashboards/${uid}.html">${title}</a><br>`)}</td></tr>`,
  )}</tbody>
</table>
</div>
</section>`;
}
