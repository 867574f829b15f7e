import { parser } from "@grafana/lezer-logql";
import type { DashboardArtifact } from "../../src/artifacts/index.ts";
import { previewRows } from "../../src/preview/panels.ts";
import { brokenRules, type ClassicModel } from "../../test/support/dashboard-rules.ts";

/** Of dashboard-linter's seventeen rules, and those that it does not have. */
const RULES_OF_THE_LINTER = 17;
const FURTHER_RULES = 7;

/** Breaches of conventions, as "dashboard: rule: where", and how many checks found none or some. */
export function conventions(
  dashboards: readonly DashboardArtifact[],
  gauges: ReadonlySet<string>,
): {
  readonly checks: number;
  readonly breaches: readonly string[];
} {
  const breaches = dashboards.flatMap((dashboard) =>
    [
      ...brokenRules(JSON.parse(dashboard.json) as ClassicModel, gauges),
      ...logqlRules(dashboard),
      ...furtherRules(dashboard),
    ].map((breach) => `${dashboard.name}: ${breach}`),
  );
  const uids = new Set(dashboards.map(({ uid }) => uid));
  const shared = uids.size === dashboards.length ? [] : ["uids are shared"];
  return {
    checks: dashboards.length * (RULES_OF_THE_LINTER + FURTHER_RULES),
    breaches: [...breaches, ...shared],
  };
}

function logqlRules(dashboard: DashboardArtifact): readonly string[] {
  return previewRows(dashboard).flatMap(({ panels }) =>
    panels.flatMap(({ title, queries }) =>
      queries
        .filter(({ datasource }) => datasource === "loki")
        .flatMap(({ expr }) => [
          ...(parses(expr.replaceAll("$__auto", "1m")) ? [] : [`target-logql-rule: ${title}: ${expr}`]),
          ...(/\[(?!\$__auto\])/.test(expr) ? [`target-logql-auto-rule: ${title}: ${expr}`] : []),
        ]),
    ),
  );
}

/** What the linter does not see. */
function furtherRules({ uid, tags, folderUid, json }: DashboardArtifact): readonly string[] {
  const { panels } = JSON.parse(json) as ClassicModel;
  const ids = panels.map(({ id }) => id);
  const placed = panels.filter(({ type }) => type !== "row");
  return [
    ...(uid.length <= 40 ? [] : ["uid: longer than 40 characters"]),
    ...(new Set(ids).size === ids.length && ids.every((id) => id > 0) ? [] : ["ids: missing or shared"]),
    ...(tags.includes("crowsnest") ? [] : ["tags: none of the project"]),
    ...(folderUid === "" ? ["folder: none"] : []),
    ...placed
      .filter(({ gridPos: { x, w } }) => x < 0 || x + w > 24)
      .map(({ title }) => `grid: ${title} leaves it`),
    ...overlaps(panels).map((titles) => `grid: ${titles} overlap`),
    ...placed
      .filter(({ description }) => (description ?? "") === "")
      .map(({ title }) => `description: ${title}`),
  ];
}

function overlaps(panels: ClassicModel["panels"]): readonly string[] {
  const taken = new Map<string, string>();
  return panels.flatMap(({ title, gridPos: { h, w, x, y } }) => {
    const met = new Set<string>();
    for (let row = y; row < y + h; row += 1) {
      for (let column = x; column < x + w; column += 1) {
        const other = taken.get(`${row} ${column}`);
        if (other !== undefined) {
          met.add(other);
        }
        taken.set(`${row} ${column}`, title);
      }
    }
    return [...met].map((other) => `${other} and ${title}`);
  });
}

function parses(logql: string): boolean {
  let good = true;
  parser.parse(logql).iterate({
    enter: ({ type }) => {
      good &&= !type.isError;
    },
  });
  return good;
}
