import type { CatalogDiff, Drift, DriftKind, Note } from "../../live/index.ts";
import { count, printable, wrap } from "../report/text.ts";

const WIDTH = 80;
/** Longer names do not push the others' details to the right. */
const NAME_WIDTH = 42;
const NAMES_SHOWN = 4;
const NEW_SHOWN = 20;

const WORDS: Readonly<Record<DriftKind, string>> = {
  buckets: "buckets",
  "labels-added": "more labels",
  "labels-removed": "fewer labels",
  missing: "missing",
  new: "new",
  "not-seen-yet": "not seen yet",
  type: "type",
  unit: "unit",
  "values-added": "more values",
};

/** Notes for people, each with the first metrics that it is of. */
export function notesText(notes: readonly Note[]): string {
  return notes
    .map(({ note, metrics }) => {
      const more = metrics.length - NAMES_SHOWN;
      const names = [...metrics.slice(0, NAMES_SHOWN), ...(more > 0 ? [`${more} more`] : [])].join(", ");
      const [first = "", ...rest] = wrap(
        printable(names === "" ? note : `${note.replace(/\.$/, ":")} ${names}`),
        WIDTH - 2,
      );
      return [`- ${first}`, ...rest.map((line) => `  ${line}`), ""].join("\n");
    })
    .join("");
}

/** What drifted, for people. */
export function diffText(diff: CatalogDiff, drifted: number): string {
  const fresh = diff.drift.filter(({ what }) => what === "new");
  const hidden = new Set(fresh.slice(NEW_SHOWN));
  const shown = diff.drift.filter((each) => !hidden.has(each));
  const rest =
    hidden.size === 0 ? "" : `… and ${count(hidden.size, "new metric")} more; --json tells them all\n`;
  return `${rows(shown)}${rest}${shown.length === 0 ? "" : "\n"}${summary(diff, drifted)}`;
}

function summary({ declared, drift }: CatalogDiff, drifted: number): string {
  const unseen = drift.filter(({ what }) => what === "not-seen-yet").length;
  const waiting = unseen === 0 ? "" : ` ${count(unseen, "metric")} not seen yet.`;
  return drifted === 0
    ? `Nothing drifted from the ${count(declared, "metric")} declared.${waiting}\n`
    : `${count(drifted, "difference")} from the ${count(declared, "metric")} declared.${waiting}\n`;
}

function rows(drift: readonly Drift[]): string {
  const what = Math.max(0, ...drift.map((each) => WORDS[each.what].length));
  const lengths = drift.map(({ metric }) => metric.length).filter((length) => length <= NAME_WIDTH);
  const name = Math.max(0, ...lengths);
  return drift
    .map((each) => {
      const start = `${WORDS[each.what].padEnd(what)}  ${printable(each.metric)}`;
      const said = printable(detail(each));
      const row = `${start.padEnd(what + 2 + name)}  ${said}`;
      if (row.length <= WIDTH) {
        return `${row}\n`;
      }
      const indent = " ".repeat(what + 4);
      return `${start}\n${wrap(said, WIDTH - indent.length)
        .map((line) => `${indent}${line}\n`)
        .join("")}`;
    })
    .join("");
}

function detail({ declared, live, what }: Drift): string {
  switch (what) {
    case "not-seen-yet":
      return live === "" ? declared : `${declared}, ${live}`;
    case "missing":
    case "labels-removed":
      return declared;
    case "new":
    case "labels-added":
    case "values-added":
      return live;
    case "buckets":
    case "type":
    case "unit":
      return `${live === "" ? "none" : live}, declared ${declared}`;
  }
}
