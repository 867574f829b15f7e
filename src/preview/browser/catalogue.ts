import type { CatalogueEntry } from "../alerts-page.ts";
import { element } from "./dom.ts";

/** More are never read; the search narrows. */
const MOST_SHOWN = 200;

/** Makes `alerts.js` able to hand its entries over, and the page able to search them. */
export function startCatalogue(): void {
  Object.assign(window, {
    crowsnestAlerts: (entries: readonly CatalogueEntry[]) => search(entries),
  });
}

function search(entries: readonly CatalogueEntry[]): void {
  const list = document.getElementById("alert-list");
  const found = document.getElementById("found");
  const words = document.querySelector<HTMLInputElement>("#find-alert");
  const severity = document.querySelector<HTMLSelectElement>("#find-severity");
  if (list === null || found === null || words === null || severity === null) return;
  const texts = entries.map((entry) =>
    [entry.alert, entry.service, entry.team, entry.slo, entry.summary, entry.expr, ...entry.receivers]
      .join("\n")
      .toLowerCase(),
  );
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = entries.filter(
      (entry, index) =>
        (severity.value === "" || entry.severity === severity.value) &&
        wanted.every((word) => texts[index]?.includes(word)),
    );
    const more = matching.length > MOST_SHOWN ? `; the first ${MOST_SHOWN} are shown` : "";
    found.textContent = `${matching.length.toLocaleString("en-GB")} of ${entries.length.toLocaleString("en-GB")} alerts${more}.`;
    list.replaceChildren(...matching.slice(0, MOST_SHOWN).map(card));
  };
  words.addEventListener("input", show);
  severity.addEventListener("change", show);
  show();
}

function card(entry: CatalogueEntry): HTMLElement {
  const { alert, service, team, severity, slo, receivers, summary, expr, runbook } = entry;
  const name = slo === "" ? alert : `${alert} (${slo})`;
  const owner =
    service === "" ? team : element("a", { href: `services/${encodeURIComponent(service)}.html` }, service);
  const held = entry.for === "" ? "" : `, must hold for ${entry.for}`;
  const bound = entry.bound === "" ? "" : `, told at most ${entry.bound} after it begins`;
  return element(
    "article",
    { class: `alert ${severity}` },
    element("h2", {}, `${name} `, element("span", { class: `badge ${severity}` }, severity)),
    element("p", {}, summary),
    element("p", { class: "muted" }, owner, `, reaches ${receivers.join(", ") || "nobody"}${held}${bound}`),
    element(
      "details",
      {},
      element("summary", {}, "Expression"),
      element("pre", {}, element("code", {}, expr)),
    ),
    ...(/^https?:\/\//i.test(runbook)
      ? [element("p", {}, element("a", { href: runbook, rel: "noreferrer" }, "Runbook"))]
      : []),
  );
}
