import { readFile } from "node:fs/promises";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { compileWorkspace } from "../../src/compile/index.ts";
import { previewSite, type SiteFile } from "../../src/preview/index.ts";
import { environmentOf, fullService, service } from "../support/services.ts";

const HOSTILE = `</script><script>alert(1)</script>"'<img src=x onerror=alert(1)>`;

function site(schema: "classic" | "v2" = "classic"): readonly SiteFile[] {
  const excuse = { kind: "waiver", reason: HOSTILE } as const;
  const base = environmentOf([
    fullService({ displayName: HOSTILE, description: HOSTILE, dependents: [] }),
    service({ name: "edge-gateway", links: [{ title: HOSTILE, url: "https://example.com/?a=\"'<>" }] }),
    service({
      name: "orders-database",
      requiredPillars: ["slo", "dashboard", "logs", "errors"],
      waivers: [
        { ...excuse, pillar: "logs", until: "2027-01-31" },
        { ...excuse, pillar: "errors", until: "2027-01-30" },
      ],
    }),
  ]);
  const grafana = { ...base.platform.grafana, dashboardSchema: schema };
  const environment = { ...base, platform: { ...base.platform, grafana } };
  return previewSite({
    artifacts: compileWorkspace({ environments: [environment] }),
    assets: { script: "", style: "" },
    bounds: new Map(),
    diagnostics: [{ code: "x", severity: "warning", path: "a.b", message: HOSTILE, hint: "Mend it." }],
    samples: new Map(),
    today: "2027-01-31",
  });
}

const files = site();
const pages = files.filter(({ path }) => path.endsWith(".html"));

describe("the preview's site", () => {
  it("has a page for each environment, service and dashboard", () => {
    expect(pages.map(({ path }) => path.replace(/-[0-9a-f]{8}/, "-HASH"))).toMatchInlineSnapshot(`
      [
        "index.html",
        "production/index.html",
        "production/routing.html",
        "production/alerts.html",
        "production/services/checkout.html",
        "production/services/edge-gateway.html",
        "production/services/orders-database.html",
        "production/dashboards/production-service-checkout-HASH.html",
        "production/dashboards/production-service-edge-gateway-HASH.html",
        "production/dashboards/production-service-orders-datab-HASH.html",
        "production/dashboards/production-slos-checkout-HASH.html",
        "production/dashboards/production-team-page-payments-HASH.html",
      ]
    `);
  });

  it("leads only to pages that are there", () => {
    const known = new Set(files.map(({ path }) => path));
    const links = pages.flatMap(({ path, content }) =>
      [...content.matchAll(/(?:href|src)="([^"#:]+)"/g)].map(([, to]) => ({
        from: path,
        to: posix.join(posix.dirname(path), to ?? ""),
      })),
    );
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter(({ to }) => !known.has(to))).toEqual([]);
  });

  it("asks the network for nothing", () => {
    for (const { content } of pages) {
      expect(content).not.toMatch(/<(script|img|iframe)[^>]+src="https?:/);
      expect(content).not.toMatch(/<link[^>]+href="https?:/);
    }
  });

  it("shows what users write as text", () => {
    for (const { path, content } of files) {
      expect(content, path).not.toContain("<img src=x");
      expect(content, path).not.toContain("<script>alert");
    }
  });

  it("shows the same panels whichever schema the dashboards are in", () => {
    const grid = (all: readonly SiteFile[]) =>
      all
        .filter(({ path }) => path.includes("/dashboards/"))
        .map(({ content }) =>
          [...content.matchAll(/<figure class="panel (\w+)" id="(panel-\d+)" style="([^"]+)"/g)].map(
            ([, ...rest]) => rest,
          ),
        );
    const classic = grid(files);
    expect(classic.flat().length).toBeGreaterThan(30);
    expect(grid(site("v2"))).toEqual(classic);
  });

  it("counts the alerts of logs too, as the page of alerts does", () => {
    const page = (path: string) => files.find((file) => file.path === path)?.content ?? "";
    const [, onOverview] = /<strong>(\d+)<\/strong> alerts/.exec(page("production/index.html")) ?? [];
    const [, onAlerts] = /role="status">(\d+) alerts/.exec(page("production/alerts.html")) ?? [];
    expect(page("production/alerts/0.js")).toContain("count_over_time");
    expect(onOverview).toBe(onAlerts);
    expect(Number(onAlerts)).toBeGreaterThan(5);
  });

  it("names the columns of coverage on a phone as in the heading of the table", async () => {
    const style = await readFile(new URL("../../templates/preview/site.css", import.meta.url), "utf8");
    const overview = files.find(({ path }) => path === "production/index.html")?.content ?? "";
    const [heading = ""] = /<table id="coverage-table".*?<\/thead>/s.exec(overview) ?? [];
    const [, ...columns] = [...heading.matchAll(/<th scope="col">(.*?)<\/th>/g)].map(([, name]) => name);
    const [, symbols = ""] = /@counter-style coverage-column \{[^}]*symbols: ([^;]+);/.exec(style) ?? [];
    expect(columns.length).toBeGreaterThan(5);
    expect([...symbols.matchAll(/"(.*?)"/g)].map(([, name]) => name)).toEqual(columns);
  });

  it("tells what is missing from what is waived, and both from what nobody asks for", () => {
    const overview = files.find(({ path }) => path === "production/index.html")?.content ?? "";
    const rows = [...overview.matchAll(/<tr><th scope="row"><a href="services.*?<\/tr>/g)].map(
      ([row]) => row,
    );
    expect(rows.length).toBe(3);
    const row = rows.find((each) => each.includes("services/orders-database.html")) ?? "";
    const cells = [...row.matchAll(/<td(?: class="(\w+)")?><b>(\w+)<\/b> <small>(.*?)<\/small>/g)].map(
      ([, style = "covered", word, note = ""]) => `${style} ${word}: ${note.replaceAll(/-[0-9a-f]{8}/g, "")}`,
    );
    expect(cells).toMatchInlineSnapshot(`
      [
        "optional no: declares none",
        "missing missing: has none",
        "optional no: nothing wakes anybody",
        "optional no: nothing asks to be mended",
        "optional no: no alert",
        "covered yes: production-service-orders-datab",
        "waived waived: declares none; until 2027-01-31",
        "missing missing: not tracked; its waiver ended on 2027-01-30",
        "optional no: asked from nowhere",
        "optional no: no alert",
        "optional no: machines alone are told (webhook)",
      ]
    `);
    expect(overview).toContain("2 of 3 services have what is asked of their tier. Waived for a while: 1.");
    expect(overview).toMatch(/orders-database<\/a>: logs, until 2027-01-31\. &lt;\/script&gt;/);
    expect(overview).toMatch(/orders-database<\/a>: errors, ended on 2027-01-30\. /);
    const page = files.find(({ path }) => path === "production/services/orders-database.html")?.content;
    expect(page).toContain("logs, until 2027-01-31: &lt;/script&gt;");
  });

  it("is the same for the same input", () => {
    expect(site()).toEqual(files);
  });
});
