import type { CatalogueEntry } from "./alerts-page.ts";
import { json } from "./html.ts";
import type { SiteFile } from "./input.ts";

/** Characters of one file of details; a page asks for those that it shows, and for all once somebody searches. */
const CHUNK_LENGTH = 400_000;

/** What a page has at once: texts once, and an alert as their positions. */
export interface CatalogueIndex {
  readonly texts: readonly string[];
  /** Name, service, team, severity, SLO, and receivers joined by commas, each as a position in `texts`. */
  readonly alerts: readonly (readonly [number, number, number, number, number, number])[];
  /** Position of the first alert of each file of details. */
  readonly chunks: readonly number[];
}

/** What a card shows beside that: `for`, bound, summary, expression and runbook. */
export type CatalogueDetails = readonly [string, string, string, string, string];

/** The alerts of an environment as scripts: an index, and details in pieces. */
export function catalogueFiles(entries: readonly CatalogueEntry[]): readonly SiteFile[] {
  const positions = new Map<string, number>();
  const position = (text: string): number => {
    const known = positions.get(text) ?? positions.size;
    positions.set(text, known);
    return known;
  };
  const alerts = entries.map(
    ({ alert, service, team, severity, slo, receivers }) =>
      [
        position(alert),
        position(service),
        position(team),
        position(severity),
        position(slo),
        position(receivers.join(", ")),
      ] as const,
  );
  const chunks = packed(entries.map(details));
  const starts = chunks.map((_, index) =>
    chunks.slice(0, index).reduce((sum, chunk) => sum + chunk.length, 0),
  );
  const index: CatalogueIndex = { texts: [...positions.keys()], alerts, chunks: starts };
  return [
    { path: "alerts.js", content: `crowsnestAlerts(${json(index)});\n` },
    ...chunks.map((chunk, number) => ({
      path: detailsFile(number),
      content: `crowsnestAlertDetails(${number},${json(chunk)});\n`,
    })),
  ];
}

/** Path of a file of details beside the page. */
export function detailsFile(chunk: number): string {
  return `alerts/${chunk}.js`;
}

function details({ for: held, bound, summary, expr, runbook }: CatalogueEntry): CatalogueDetails {
  return [held, bound, summary, expr, runbook];
}

function packed(all: readonly CatalogueDetails[]): readonly (readonly CatalogueDetails[])[] {
  const chunks: CatalogueDetails[][] = [];
  let length = CHUNK_LENGTH;
  for (const one of all) {
    const own = one.reduce((sum, text) => sum + text.length, 0);
    if (length + own > CHUNK_LENGTH) {
      chunks.push([]);
      length = 0;
    }
    chunks.at(-1)?.push(one);
    length += own;
  }
  return chunks;
}
