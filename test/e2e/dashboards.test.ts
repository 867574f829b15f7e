import { describe, expect, it } from "vitest";
import { panelAnswers } from "../../bench/dashboards/real-data.ts";
import { seriesOf } from "../../src/definitions/series.ts";
import { previewRows } from "../../src/preview/panels.ts";
import { withoutVariables } from "../../src/preview/queries.ts";
import { inference, parsePromql } from "../../src/query/index.ts";
import { compileExample } from "../support/example.ts";

const { environments, workspace } = await compileExample();
const artifacts = environments.find(({ environment }) => environment === "production");
const environment = workspace.environments.find(({ name }) => name === "production");
if (artifacts === undefined || environment === undefined) throw new Error("the example has a production");

/** How Grafana calls the units that metrics have. */
const UNITS: Readonly<Record<string, string>> = { seconds: "s", bytes: "bytes", ratio: "percentunit" };

describe("the example's dashboards on a real Prometheus", () => {
  it("ask nothing that fails or comes back empty, and name each series by labels that it has", async () => {
    const { asked, failed, empty, illegible } = await panelAnswers(environment, artifacts);
    expect(asked).toBeGreaterThan(300);
    expect(failed.map(({ request, reason }) => `${request.expr}: ${reason}`)).toEqual([]);
    expect(empty.map(({ expr }) => expr)).toEqual([]);
    expect(illegible.map(({ expr, query }) => `${query.legend}: ${expr}`)).toEqual([]);
  });

  it("show values in the unit that their metrics have", () => {
    const metrics = environment.teams.flatMap(({ services }) =>
      services.flatMap((service) => Object.values(service.metrics)),
    );
    const series = seriesOf(metrics);
    const infer = inference((name) => series.get(name));
    const graphs = artifacts.teams
      .flatMap(({ dashboards }) => dashboards)
      .flatMap(previewRows)
      .flatMap(({ panels }) => panels)
      .filter(({ kind }) => kind === "timeseries");
    const units = graphs.flatMap(({ title, unit, queries }) =>
      queries
        .filter(({ datasource }) => datasource === "prometheus")
        .flatMap(({ expr }) => {
          const { expr: parsed } = parsePromql(withoutVariables(expr));
          const inferred = parsed && infer(parsed).unit;
          const expected = inferred === undefined ? undefined : UNITS[inferred];
          return expected === undefined ? [] : [{ title, unit, expected }];
        }),
    );
    expect(units.length).toBeGreaterThan(20);
    expect(units.filter(({ unit, expected }) => unit !== expected)).toEqual([]);
  });
});
