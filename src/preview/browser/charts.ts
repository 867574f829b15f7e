import uPlot from "uplot";
import { formatValue } from "../format-value.ts";
import type { ChartSeries } from "../input.ts";

const COLORS = ["#2f6fde", "#d1602b", "#2c8a57", "#8a4bc9", "#b8860b", "#c2415e", "#28808c", "#6b6f76"];
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [8, 3, 2, 3]];
const NARROWEST = 120;
/** Room for a time on the axis, in pixels. */
const TIME_WIDTH = 90;

/** Draws what a Prometheus answered into the panels. */
export function drawCharts(): void {
  const data = document.getElementById("samples");
  if (data === null) return;
  const samples: Readonly<Record<string, readonly ChartSeries[]>> = JSON.parse(data.textContent ?? "{}");
  for (const place of document.querySelectorAll<HTMLElement>(".chart[data-panel]")) {
    lines(place, samples[place.dataset.panel ?? ""] ?? []);
  }
}

function lines(place: HTMLElement, series: readonly ChartSeries[]): void {
  const unit = place.dataset.unit ?? "";
  const times = [...new Set(series.flatMap((one) => one.times))].sort((a, b) => a - b);
  const columns = series.map(({ times: own, values }) => {
    const byTime = new Map(own.map((time, index) => [time, values[index] ?? null]));
    return times.map((time) => byTime.get(time) ?? null);
  });
  const ink = getComputedStyle(place).color;
  const legendHeight = () => place.querySelector<HTMLElement>(".u-legend")?.offsetHeight ?? 0;
  const axis = { stroke: ink, grid: { stroke: "rgba(128,128,128,.2)" }, ticks: { show: false } };
  const size = () => ({
    width: Math.max(NARROWEST, place.clientWidth),
    // The place is as high as its panel; the legend stands below the plot.
    height: Math.max(NARROWEST, place.clientHeight - legendHeight()),
  });
  const plot = new uPlot(
    {
      ...size(),
      legend: { live: false },
      series: [
        {},
        ...series.map(({ legend }, index) => ({
          label: legend,
          stroke: COLORS[index % COLORS.length] ?? ink,
          // Colour is not the only signal.
          dash: [...(DASHES[Math.floor(index / COLORS.length) % DASHES.length] ?? [])],
          width: 1.5,
        })),
      ],
      axes: [
        { ...axis, space: TIME_WIDTH, values: (_plot, splits) => splits.map(timeText) },
        {
          ...axis,
          space: 24,
          size: 72,
          values: (_plot, splits) => splits.map((value) => formatValue(value, unit)),
        },
      ],
    },
    [times, ...columns],
    place,
  );
  new ResizeObserver(() => {
    plot.setSize(size());
    letScroll(place);
  }).observe(place);
}

/** A long legend scrolls below the plot; the keyboard must reach it too. */
function letScroll(place: HTMLElement): void {
  if (place.scrollHeight > place.clientHeight) {
    place.tabIndex = 0;
    place.setAttribute("role", "region");
    place.setAttribute(
      "aria-label",
      place.closest("figure")?.querySelector("strong")?.textContent ?? "Chart",
    );
  }
}

/** One clock for everybody in an incident, and the one that dashboards show. */
function timeText(seconds: number): string {
  return `${new Date(seconds * 1_000).toISOString().slice(11, 16)} UTC`;
}
