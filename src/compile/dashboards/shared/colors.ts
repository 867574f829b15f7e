import type { Level } from "../model.ts";

/** Grafana's named colours, which follow the reader's light or dark theme. */
export const COLORS: Readonly<Record<Level, string>> = {
  good: "green",
  notice: "blue",
  warning: "orange",
  critical: "red",
};
