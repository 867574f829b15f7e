import { type Html, html } from "./html.ts";

// Drawn once a page and referred to by every panel: a sketch says what kind of panel there will be, and nothing of
// what it will show.
const SKETCHES: Readonly<Record<string, Html>> = {
  timeseries: html`<path d="M2 46 C 20 20, 30 52, 48 34 S 78 12, 98 28 S 128 50, 158 16" /><path class="faint" d="M2 54 C 30 40, 52 56, 80 46 S 130 30, 158 42" />`,
  stat: html`<path class="thick" d="M62 40 h36" />`,
  gauge: html`<path class="thick" d="M48 50 A 34 34 0 0 1 112 50" /><path d="M80 50 L 98 26" />`,
  table: html`<path class="thick" d="M6 10 h148" /><path class="faint" d="M6 24 h148 M6 36 h148 M6 48 h148" />`,
  logs: html`<path class="faint" d="M6 10 h120 M6 20 h136 M6 30 h96 M6 40 h128 M6 50 h110" />`,
};

/** The drawings that {@link sketch} refers to; once on a page. */
export function sketchSymbols(): Html {
  const symbols = Object.entries(SKETCHES).map(
    ([kind, drawing]) => html`<symbol id="sketch-${kind}" viewBox="0 0 160 60">${drawing}</symbol>`,
  );
  return html`<svg class="symbols" aria-hidden="true" focusable="false">${symbols}</svg>`;
}

/** A drawing of a kind of panel. */
export function sketch(kind: string): Html {
  const known = Object.hasOwn(SKETCHES, kind) ? kind : "timeseries";
  return html`<svg class="sketch" aria-hidden="true" focusable="false"><use href="#sketch-${known}" /></svg>`;
}
