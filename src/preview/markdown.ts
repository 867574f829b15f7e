import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";
import { Html, html } from "./html.ts";

const OPTIONS = { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] };

// Panels of a thousand services say the same in a few hundred ways.
const known = new Map<string, Html>();

/** Markdown as Grafana shows it: HTML in it is text, and addresses are those of the web. */
export function markdown(text: string): Html {
  let made = known.get(text);
  if (made === undefined) {
    made = new Html([micromark(text, OPTIONS)], []);
    known.set(text, made);
  }
  return html`<div class="markdown">${made}</div>`;
}
