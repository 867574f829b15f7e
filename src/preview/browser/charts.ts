import uPlot from "uplot";
import type { PanelSeries } from "../input.ts";
import { element } from "./dom.ts";
import { formatValue } from "./format-value.ts";

const COLORS = ["#2f6fde", "#d1602b", "#2c8a57", "#8a4bc9", "#b8860b", "#c2415e", "#28808c", "#6b6f76"];
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [8, 3, 2, 3]];
const NARROWEST = 120;

/** Draws what a Prometheus answered into the panels. */
export function drawCharts(): void {
  const data = document.getElementById("samples");
  if (data === null) return;
  const samples: Readonly<Record<string, readonly PanelSeries[]>> = JSON.parse(data.textContent ?? "{}");
  for (const place of document.querySelectorAll<HTMLElement>(".chart[data-panel]")) {
    const series = samples[place.dataset.panel ?? ""] ?? [];
    if (place.dataset.kind === "timeseries") lines(place, series);
    else numbers(place, series);
  }
}

function lines(place: HTMLElement, series: readonly PanelSeries[]): void {
  const unit = place.dataset.unit ?? "";
  const times = [...new Set(series.flatMap((one) => one.times))].sort((a, b) => a - b);
  const columns = series.map(({ times: own, values }) => {
    const byTime = new Map(own.map((time, index) => [time, values[index] ?? null]));
    return times.map((time) => byTime.get(time) ?? null);
  });
  const ink = getComputedStyle(place).color;
  const axis = { stroke: ink, grid: { stroke: "rgba(128,128,128,.2)" }, ticks: { show: false } };
  const size = () => ({
    width: Math.max(NARROWEST, place.clientWidth),
    height: Math.max(NARROWEST, place.clientHeight - 40),
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
        axis,
        { ...axis, size: 64, values: (_plot, splits) => splits.map((value) => formatValue(value, unit)) },
      ],
    },
    [times, ...columns],
    place,
  );
  new ResizeObserver(() => plot.setSize(size())).observe(place);
}

function numbers(place: HTMLElement, series: readonly PanelSeries[]): void {
  const unit = place.dataset.unit ?? "";
  const rows = series.slice(0, 20).map(({ legend, values }) => [legend, values.at(-1) ?? null] as const);
  if (place.dataset.kind === "table") {
    place.append(
      element(
        "table",
        {},
        element(
          "tbody",
          {},
          ...rows.map(([legend, value]) =>
            element("tr", {}, element("td", {}, legend), element("td", {}, formatValue(value, unit))),
          ),
        ),
      ),
    );
    return;
  }
  place.append(...rows.map(([, value]) => element("p", { class: "number" }, formatValue(value, unit))));
}
