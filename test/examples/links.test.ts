import { describe, expect, it } from "vitest";
import { previewRows } from "../../src/preview/panels.ts";
import { compileExample } from "../support/example.ts";

const { environments } = await compileExample();

/** Addresses of dashboards in a text, with the panel that each asks for. */
function addresses(text: string): readonly { readonly uid: string; readonly panel: string | undefined }[] {
  return [...text.matchAll(/\/d\/([\w-]+)(?:\?viewPanel=(\d+))?/g)].map(([, uid = "", panel]) => ({
    uid,
    panel,
  }));
}

describe.each(environments)("every way in $environment", ({ teams }) => {
  const dashboards = teams.flatMap((team) => team.dashboards);
  const panels = new Map(
    dashboards.map((dashboard) => [
      dashboard.uid,
      new Set(previewRows(dashboard).flatMap((row) => row.panels.map(({ id }) => String(id)))),
    ]),
  );
  const lost = (text: string) =>
    addresses(text).filter(({ uid, panel }) => {
      const known = panels.get(uid);
      return known === undefined || (panel !== undefined && !known.has(panel));
    });

  it("from an alert leads to a dashboard and a panel that are made", () => {
    const rules = teams.flatMap(({ prometheusRules }) =>
      prometheusRules.flatMap(({ groups }) => groups.flatMap((group) => group.rules)),
    );
    const links = rules.flatMap((rule) => ("alert" in rule ? [rule.annotations.dashboard_url ?? ""] : []));
    expect(links.length).toBeGreaterThan(50);
    expect(links.flatMap(addresses).filter(({ panel }) => panel !== undefined).length).toBeGreaterThan(10);
    expect(links.flatMap(lost)).toEqual([]);
  });

  it("from a dashboard leads to a dashboard that is made", () => {
    const links = dashboards.map(({ json }) => json.replaceAll("/d/${__value.raw}", ""));
    expect(links.flatMap(addresses).length).toBeGreaterThan(30);
    expect(links.flatMap(lost)).toEqual([]);
  });

  it("to tagged dashboards finds some", () => {
    const tagged = dashboards.flatMap(({ name, json, schema }) => {
      const { links = [] } = JSON.parse(json) as {
        links?: readonly { type: string; tags: readonly string[] }[];
      };
      return schema === "classic" && !name.startsWith("file-")
        ? links.filter(({ type }) => type === "dashboards").map(({ tags }) => ({ name, tags }))
        : [];
    });
    expect(tagged.length).toBeGreaterThan(10);
    const found = ({ tags }: (typeof tagged)[number]) =>
      dashboards.filter((other) => tags.every((tag) => other.tags.includes(tag))).length;
    expect(tagged.filter((link) => found(link) === 0)).toEqual([]);
  });

  it("from a row of a table leads to a dashboard that is made", () => {
    const rules = teams.flatMap(({ prometheusRules }) =>
      prometheusRules.flatMap(({ groups }) => groups.flatMap((group) => group.rules)),
    );
    const uids = rules.flatMap((rule) =>
      "record" in rule && rule.record === "crowsnest_service_info" ? [rule.labels.dashboard ?? ""] : [],
    );
    expect(uids.length).toBeGreaterThan(5);
    expect(uids.filter((uid) => !panels.has(uid))).toEqual([]);
  });

  it("to logs, traces and Sentry is on every graph of errors and durations, and keeps the time", () => {
    const graphs = dashboards
      .filter(({ name }) => name === "service-checkout")
      .flatMap(({ json }) => (JSON.parse(json) as { panels: readonly Panel[] }).panels)
      .filter(({ title }) => /^(Errors|Duration): /.test(title));
    expect(graphs.length).toBeGreaterThan(2);
    for (const { links } of graphs) {
      expect(links.map(({ title }) => title)).toEqual([
        "Log lines of this time",
        "Traces of this time",
        "Errors of this time",
      ]);
      expect(links.every(({ url }) => url.includes("${__from") && url.includes("${__to"))).toBe(true);
    }
  });
});

interface Panel {
  readonly title: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
}
