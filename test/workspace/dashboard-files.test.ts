import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dashboardFile } from "../../src/definitions/index.ts";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { withDashboardFiles } from "../../src/workspace/dashboard-files.ts";
import { findings, payments, serviceOf, untyped, workspaceOf } from "../support/definitions.ts";
import { temporaryFolder } from "../support/temporary.ts";

/** Reads one file of a workspace in a folder of its own. */
function read(path: string, prepare: (folder: string) => void = () => {}) {
  const folder = temporaryFolder();
  const root = join(folder, "shop");
  mkdirSync(root);
  prepare(folder);
  const diagnostics: Diagnostic[] = [];
  const owner = withDashboardFiles(
    { dashboards: [dashboardFile(path)] },
    "services.checkout",
    root,
    diagnostics,
  );
  return {
    dashboards: owner.dashboards as readonly { readonly name: string; readonly content: unknown }[],
    messages: diagnostics.map(
      ({ code, path: place, message }) => `${code} ${place}: ${message.replaceAll(folder, "")}`,
    ),
  };
}

describe("dashboard files", () => {
  it("are read from the workspace's folder, and named after themselves", () => {
    const { dashboards, messages } = read("Queues of Orders.JSON", (folder) =>
      writeFileSync(join(folder, "shop", "Queues of Orders.JSON"), '\ufeff{"title":"Queues","panels":[]}'),
    );
    expect(messages).toEqual([]);
    expect(dashboards).toMatchObject([
      { name: "queues-of-orders", content: { title: "Queues", panels: [] } },
    ]);
  });

  it("are never read from elsewhere, by whatever way a path leads there", () => {
    const outside = (folder: string) => {
      writeFileSync(join(folder, "secret.json"), '{"title":"Secret","panels":[]}');
      symlinkSync(join(folder, "secret.json"), join(folder, "shop", "link.json"));
      symlinkSync(folder, join(folder, "shop", "up"));
    };
    for (const path of [
      "../secret.json",
      "/etc/passwd",
      "a/../../secret.json",
      "link.json",
      "up/secret.json",
      ".",
      "",
    ]) {
      const { dashboards, messages } = read(path, outside);
      expect(dashboards, path).toEqual([]);
      expect(messages, path).toEqual([
        expect.stringMatching(/^unreadable-dashboard .* outside of the workspace$/),
      ]);
    }
  });

  it("that cannot be read are diagnostics", () => {
    const said = (content: string) =>
      read("a.json", (folder) => writeFileSync(join(folder, "shop", "a.json"), content)).messages[0];
    expect(read("a.json").messages[0]).toContain("a.json cannot be read: ENOENT");
    expect(read("sub", (folder) => mkdirSync(join(folder, "shop", "sub"))).messages[0]).toContain("EISDIR");
    expect(said("{")).toContain("a.json is no JSON");
    expect(said("[]")).toContain("a.json holds no dashboard");
    expect(said('"text"')).toContain("a.json holds no dashboard");
    const nested = (levels: number) =>
      `{"title":"x","panels":[],"x":${"[".repeat(levels)}${"]".repeat(levels)}}`;
    expect(said(nested(100_000))).toContain("a.json is nested deeper than 200 levels");
    expect(said(nested(200))).toContain("deeper than 200 levels");
    expect(said(nested(199))).toBeUndefined();
    expect(said(`"${"x".repeat(1_000_001)}"`)).toContain("has 1001 kB, more than a dashboard can have");
  });

  it("of teams and services are named by where they were asked for", () => {
    const dashboards = [dashboardFile("missing.json")];
    const team = { ...payments, dashboards: untyped(dashboards) };
    expect(findings(workspaceOf({ teams: [team], services: [serviceOf({ dashboards })] }))).toEqual([
      ["unreadable-dashboard", "services.checkout.dashboards.missing"],
      ["unreadable-dashboard", "teams.payments.dashboards.missing"],
    ]);
  });

  it("have a form", () => {
    const of = (dashboards: unknown) =>
      findings(workspaceOf({ services: [serviceOf({ dashboards: untyped(dashboards) })] }));
    expect(of(["queues.json"])).toEqual([["invalid-value", "services.checkout.dashboards[0]"]]);
    expect(of([dashboardFile(untyped(7))])).toEqual([["invalid-value", "services.checkout.dashboards[0]"]]);
    expect(of("queues.json")).toEqual([["invalid-value", "services.checkout.dashboards"]]);
  });
});
