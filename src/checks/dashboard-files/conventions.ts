import type { Diagnostic } from "../../diagnostics/index.ts";
import type { ImportedPanel } from "../../imported/index.ts";
import { type DashboardUnderCheck, panelName } from "./dashboards.ts";

const COLUMNS = 24;
/** Panels that are named in a message. */
const NAMED = 3;
/** A rate over a window that does not grow with the time that is shown, in PromQL with variables. */
export const RATE_OF_FIXED_WINDOW = /\bi?rate\s*\([^()]*\[\s*\d+[smhdw]/;

/** What the generated dashboards keep, in one finding for each rule. */
export function conventions({ dashboard, find }: DashboardUnderCheck): readonly Diagnostic[] {
  const { panels } = dashboard;
  const shown = panels.filter(({ type, library }) => type !== "text" && library === "");
  const broken = (message: string, hint: string, of: readonly ImportedPanel[]): readonly Diagnostic[] =>
    of.length === 0 ? [] : [find("dashboard-convention", [], { message: `${message}: ${named(of)}`, hint })];
  return [
    ...broken(
      "panels without a title",
      "Say what the panel shows.",
      shown.filter(({ title }) => title.trim() === ""),
    ),
    ...broken(
      "panels without a description",
      "Say what to do when it looks bad.",
      shown.filter(({ description }) => description.trim() === ""),
    ),
    ...broken(
      "panels of one id",
      "Give each panel an id of its own, for links lead to it.",
      panels.filter(({ id }, index) => panels.findIndex((other) => other.id === id) !== index),
    ),
    ...broken(
      "panels that lie over another, or outside of the grid",
      `The grid has ${COLUMNS} columns.`,
      panels.filter(
        (panel, index) => isOutside(panel) || panels.slice(0, index).some((other) => overlap(panel, other)),
      ),
    ),
    ...broken(
      "rates over a fixed window",
      "Write [$__rate_interval], which grows with the time that is shown.",
      panels.filter(({ queries }) =>
        queries.some(({ language, expr }) => language === "promql" && RATE_OF_FIXED_WINDOW.test(expr)),
      ),
    ),
  ];
}

function named(panels: readonly ImportedPanel[]): string {
  const more = panels.length - NAMED;
  return `${panels.slice(0, NAMED).map(panelName).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function isOutside({ place }: ImportedPanel): boolean {
  return place !== undefined && (place.x < 0 || place.y < 0 || place.x + place.w > COLUMNS);
}

function overlap({ place: a }: ImportedPanel, { place: b }: ImportedPanel): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.grid === b.grid &&
    a.x < b.x + b.w &&
    b.x < a.x + a.w &&
    a.y < b.y + b.h &&
    b.y < a.y + a.h
  );
}
