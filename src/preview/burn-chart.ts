import type { SloArtifact } from "../artifacts/index.ts";
import { seconds } from "./durations.ts";
import { type Html, html } from "./html.ts";

const WIDTH = 640;
const LEFT = 64;
const RIGHT = 24;
const TOP = 16;
const LINE = 34;
const BOTTOM = 34;
const TICKS = ["5m", "30m", "1h", "6h", "1d", "3d", "7d", "30d"];

/**
 * The windows of an SLO's alerts on a logarithmic axis of time, one line a tier: from the short window to the long
 * one, with the burn rate at which it fires.
 */
export function burnChart({ name, tiers, window }: SloArtifact): Html {
  const spans = [...tiers.flatMap(({ long, short }) => [seconds(long), seconds(short)]), seconds(window)];
  const least = Math.min(...spans);
  const most = Math.max(...spans);
  const x = (value: number) =>
    LEFT + (Math.log(value / least) / Math.log(most / least || 2)) * (WIDTH - LEFT - RIGHT);
  const height = TOP + tiers.length * LINE + BOTTOM;
  const words = tiers.map(
    ({ factor, long, short, severity }) => `${severity} at ${factor} times, over ${long} and ${short}`,
  );
  return html`<svg class="burn" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Alert windows of ${name}: ${words.join("; ")}">
${TICKS.filter((tick) => seconds(tick) >= least && seconds(tick) <= most).map(
  (tick) =>
    html`<path class="axis" d="M${x(seconds(tick)).toFixed(1)} ${TOP} V${height - BOTTOM}" /><text class="tick" x="${x(seconds(tick)).toFixed(1)}" y="${height - BOTTOM + 18}">${tick}</text>`,
)}
${tiers.map(({ factor, long, short, severity }, index) => {
  const y = TOP + index * LINE + LINE / 2;
  return html`<g class="tier ${severity}"><text class="factor" x="${LEFT - 10}" y="${y + 5}">${factor}x</text><path class="span" d="M${x(seconds(short)).toFixed(1)} ${y} H${x(seconds(long)).toFixed(1)}" /><circle cx="${x(seconds(short)).toFixed(1)}" cy="${y}" r="4" /><circle cx="${x(seconds(long)).toFixed(1)}" cy="${y}" r="6" /><text class="severity" x="${((x(seconds(short)) + x(seconds(long))) / 2).toFixed(1)}" y="${y - 7}">${severity}</text></g>`;
})}
</svg>`;
}
