/**
 * The script of every page of a preview; bundled into one file, since a page opened from a file may load no modules.
 *
 * @module
 */
import { startCatalogue } from "./catalogue.ts";
import { drawCharts } from "./charts.ts";
import { startFilters } from "./filters.ts";
import { startRouting } from "./routing.ts";

startCatalogue();
document.addEventListener("DOMContentLoaded", () => {
  startFilters();
  startRouting();
  drawCharts();
});
