import { type Html, html } from "./html.ts";
import type { PreviewDiagnostic, PreviewInput } from "./input.ts";
import { page } from "./page.ts";

/** The first page: the environments, and what the checks found. */
export function frontPage({ artifacts, diagnostics }: PreviewInput): string {
  const body = html`
<h1>What will be made</h1>
<ul class="cards">${artifacts.environments.map(({ environment, teams }) => {
    const services = teams.reduce((sum, team) => sum + team.services.length, 0);
    return html`<li><a href="${environment}/index.html"><strong>${environment}</strong> <span>services: ${services}, teams: ${teams.length}</span></a></li>`;
  })}</ul>
${findings(diagnostics)}`;
  return page({ title: "Overview", root: "", body });
}

function findings(diagnostics: readonly PreviewDiagnostic[]): Html {
  return html`<section aria-labelledby="findings">
<h2 id="findings">Diagnostics</h2>
${
  diagnostics.length === 0
    ? html`<p>The checks found nothing to mend.</p>`
    : html`<ul class="findings">${diagnostics.map(
        ({ code, severity, path, message, hint }) =>
          html`<li class="${severity}"><strong>${severity}: ${message}</strong><br><code>${path}</code> <span>${hint}</span> <small>${code}</small></li>`,
      )}</ul>`
}
</section>`;
}
