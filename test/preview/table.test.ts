import { describe, expect, it } from "vitest";
import { compileWorkspace } from "../../src/compile/index.ts";
import type { PanelSeries } from "../../src/preview/input.ts";
import { type PreviewPanel, previewRows } from "../../src/preview/panels.ts";
import { answerTable } from "../../src/preview/table.ts";
import { environmentOf, fullService, service } from "../support/services.ts";

const environment = environmentOf([fullService(), service({ name: "bare" })]);

/** A panel of one of the dashboards, in either schema. */
function panel(dashboard: string, title: string, dashboardSchema: "classic" | "v2"): PreviewPanel {
  const grafana = { ...environment.platform.grafana, dashboardSchema };
  const own = { ...environment, platform: { ...environment.platform, grafana } };
  const [artifacts] = compileWorkspace({ environments: [own] }).environments;
  const made = artifacts?.teams.flatMap((team) => team.dashboards).find(({ name }) => name === dashboard);
  const found =
    made &&
    previewRows(made)
      .flatMap((row) => row.panels)
      .find((one) => one.kind === "table" && one.title === title);
  if (found === undefined) throw new Error(`no panel "${title}" on ${dashboard}`);
  return found;
}

function series(refId: string, labels: Readonly<Record<string, string>>, value: number): PanelSeries {
  return { labels, legend: "", refId, times: [0], values: [value] };
}

function cells(html: string): readonly (readonly string[])[] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? "").matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell ?? ""),
  );
}

describe.each(["classic", "v2"] as const)("a table of answers, from the %s schema", (schema) => {
  it("joins several queries, names and orders the columns, and says where there is nothing", () => {
    const info = { component: "gateway", dashboard: "uid-1", service: "edge", team: "payments", tier: "low" };
    const table = answerTable(panel("team", "Services", schema), [
      series("A", info, 1),
      series("B", { service: "edge" }, 0.25),
      series("C", { service: "edge" }, 0),
      series("E", { service: "edge" }, 1),
    ]);
    expect(cells(String(table))).toMatchInlineSnapshot(`
      [
        [
          "Service",
          "Team",
          "Tier",
          "Kind",
          "Budget left",
          "Critical",
          "Targets up",
          "Dashboard",
        ],
        [
          "edge",
          "payments",
          "low",
          "gateway",
          "25 %",
          "0",
          "100 %",
          "Open",
        ],
      ]
    `);
  });

  it("shows labels before the result where nothing is joined", () => {
    const table = answerTable(panel("slos-checkout", "What spent it: availability", schema), [
      series("A", { method: "GET", route: "/<b>", status_code: "500" }, 1_234),
    ]);
    expect(cells(String(table))).toMatchInlineSnapshot(`
      [
        [
          "method",
          "route",
          "status_code",
          "Bad events",
        ],
        [
          "GET",
          "/&lt;b&gt;",
          "500",
          "1.23 k",
        ],
      ]
    `);
  });
});
