import { type CatalogueDetails, type CatalogueIndex, detailsFile } from "../catalogue-files.ts";
import { element } from "./dom.ts";

/** More are never read; the search narrows. */
const MOST_SHOWN = 200;

/** Makes the files of the catalogue able to hand their content over, and the page able to search it. */
export function startCatalogue(): void {
  let arrived: Arrived = () => {};
  Object.assign(window, {
    crowsnestAlerts: (index: CatalogueIndex) => {
      arrived = search(index);
    },
    crowsnestAlertDetails: (chunk: number, details: readonly CatalogueDetails[]) => arrived(chunk, details),
  });
}

type Arrived = (chunk: number, details: readonly CatalogueDetails[]) => void;

interface Entry {
  readonly alert: string;
  readonly service: string;
  readonly team: string;
  readonly severity: string;
  readonly slo: string;
  readonly receivers: string;
  readonly chunk: number;
  /** Position in its file of details. */
  readonly position: number;
}

function search(index: CatalogueIndex): Arrived {
  const list = document.getElementById("alert-list");
  const found = document.getElementById("found");
  const words = document.querySelector<HTMLInputElement>("#find-alert");
  const severity = document.querySelector<HTMLSelectElement>("#find-severity");
  if (list === null || found === null || words === null || severity === null) return () => {};
  const entries = entriesOf(index);
  const texts = entries.map(({ alert, service, team, slo, receivers }) =>
    [alert, service, team, slo, receivers].join("\n").toLowerCase(),
  );
  const chunks = new Map<number, readonly CatalogueDetails[]>();
  const asked = new Set<number>();
  const load = (chunk: number) => {
    if (!asked.has(chunk)) {
      asked.add(chunk);
      document.head.append(element("script", { src: detailsFile(chunk) }));
    }
  };
  const show = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = entries.filter(
      (entry, position) =>
        (severity.value === "" || entry.severity === severity.value) &&
        wanted.every((word) => texts[position]?.includes(word)),
    );
    const shown = matching.slice(0, MOST_SHOWN);
    const more = matching.length > MOST_SHOWN ? `; the first ${MOST_SHOWN} are shown` : "";
    found.textContent = `${matching.length.toLocaleString("en-GB")} of ${entries.length.toLocaleString("en-GB")} alerts${more}.`;
    list.replaceChildren(...shown.map((entry) => card(entry, chunks.get(entry.chunk)?.[entry.position])));
    // A word may stand in an expression or a summary, which only the details have.
    const needed = wanted.length > 0 ? index.chunks.keys() : shown.map(({ chunk }) => chunk);
    for (const chunk of needed) load(chunk);
  };
  words.addEventListener("input", show);
  severity.addEventListener("change", show);
  show();
  return (chunk, details) => {
    chunks.set(chunk, details);
    details.forEach(([, , summary, expr], position) => {
      texts[(index.chunks[chunk] ?? 0) + position] += `\n${summary}\n${expr}`.toLowerCase();
    });
    show();
  };
}

function entriesOf({ texts, alerts, chunks }: CatalogueIndex): readonly Entry[] {
  const text = (position: number) => texts[position] ?? "";
  let chunk = 0;
  return alerts.map(([alert, service, team, severity, slo, receivers], index) => {
    while ((chunks[chunk + 1] ?? Number.POSITIVE_INFINITY) <= index) chunk += 1;
    return {
      alert: text(alert),
      service: text(service),
      team: text(team),
      severity: text(severity),
      slo: text(slo),
      receivers: text(receivers),
      chunk,
      position: index - (chunks[chunk] ?? 0),
    };
  });
}

function card(entry: Entry, details: CatalogueDetails | undefined): HTMLElement {
  const { alert, service, team, severity, slo, receivers } = entry;
  const [held = "", bound = "", summary = "", expr = "", runbook = ""] = details ?? [];
  const name = slo === "" ? alert : `${alert} (${slo})`;
  const owner =
    service === "" ? team : element("a", { href: `services/${encodeURIComponent(service)}.html` }, service);
  const holds = held === "" ? "" : `, must hold for ${held}`;
  const told = bound === "" ? "" : `, told at most ${bound} after it begins`;
  return element(
    "article",
    { class: `alert ${severity}` },
    element("h2", {}, `${name} `, element("span", { class: `badge ${severity}` }, severity)),
    element("p", {}, summary),
    element("p", { class: "muted" }, owner, `, reaches ${receivers || "nobody"}${holds}${told}`),
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
