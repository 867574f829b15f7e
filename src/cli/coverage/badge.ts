import { escapeHtml } from "../../preview/html.ts";
import type { Score } from "./judgement.ts";
import { scoreText } from "./table.ts";

const LABEL = "coverage";
/** Verdana at 11 pixels is about as wide; `textLength` makes it exact wherever the badge is drawn. */
const CHARACTER = 6.6;
const PADDING = 6;
/** White on each of them has a contrast above 4.5 (WCAG 2.2, 1.4.3). */
const COLORS = { label: "#444444", missing: "#b42318", nothing: "#5c5c5c", whole: "#1a7f37" } as const;

/** A badge as an SVG that needs nothing else: what share of the required pillars is covered. */
export function coverageBadge(score: Score): string {
  const value = score.percent === null ? "none required" : `${score.percent} %`;
  const title = `Coverage: ${scoreText(score)}`;
  const [left, right] = [boxWidth(LABEL), boxWidth(value)];
  const width = left + right;
  const color = score.required === 0 ? COLORS.nothing : score.missing > 0 ? COLORS.missing : COLORS.whole;
  const text = (content: string, from: number, box: number) =>
    `<text x="${from + box / 2}" y="14" textLength="${box - 2 * PADDING}">${escapeHtml(content)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-labelledby="crowsnest-title">`,
    `<title id="crowsnest-title">${escapeHtml(title)}</title>`,
    `<clipPath id="crowsnest-round"><rect width="${width}" height="20" rx="3"/></clipPath>`,
    '<g clip-path="url(#crowsnest-round)">',
    `<rect width="${left}" height="20" fill="${COLORS.label}"/>`,
    `<rect x="${left}" width="${right}" height="20" fill="${color}"/>`,
    "</g>",
    '<g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">',
    text(LABEL, 0, left),
    text(value, left, right),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** Whether a file is a picture such as a badge, or empty; what else there is is somebody's, and was named by mistake. */
export function isBadge(content: string): boolean {
  return /^\s*(?:<svg\b|$)/.test(content);
}

function boxWidth(text: string): number {
  return Math.round(text.length * CHARACTER) + 2 * PADDING;
}
