import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examplePrometheus } from "../../bench/dashboards/example-site.ts";
import { startBrowser, visitPages } from "../../bench/dashboards/pages.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { run } from "../support/tools.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const sketched = temporaryFolder();
const drawn = temporaryFolder();
/** A waiver in the example ends some day. */
const TODAY = ["--today", "2026-12-01"] as const;

let browser: Browser;
const errors: string[] = [];

/** Writes the preview of the example as anybody would. */
async function preview(out: string, ...more: readonly string[]): Promise<string> {
  const args = ["bin/crowsnest.js", "preview", "--config", "examples/shop", "--out", out, ...TODAY, ...more];
  const { code, stdout, stderr } = await run(process.execPath, args, { cwd: ROOT });
  expect(code, stderr).toBe(0);
  return stdout;
}

/** Opens a page of production from its file, in a browser that has no network at all. */
async function open(folder: string, path: RegExp, width = 1_280): Promise<Page> {
  const site = join(folder, "production");
  const found = readdirSync(site, { recursive: true, encoding: "utf8" }).find((name) => path.test(name));
  const context = await browser.newContext({ viewport: { width, height: 900 }, offline: true });
  const page = await context.newPage();
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) errors.push(`asked ${request.url()}`);
  });
  await page.goto(pathToFileURL(join(site, found ?? "missing")).href);
  return page;
}

/** What is read of a canvas; the tests' own types know no browser. */
interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: "2d"): {
    getImageData(x: number, y: number, width: number, height: number): { readonly data: ArrayLike<number> };
  } | null;
}

const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();

beforeAll(async () => {
  await using prometheus = await examplePrometheus(ROOT);
  const [printed] = await Promise.all([
    preview(sketched),
    preview(drawn, "--prometheus", prometheus.url),
    startBrowser().then((started) => {
      browser = started;
    }),
  ]);
  expect(printed).toContain(pathToFileURL(join(sketched, "index.html")).href);
});

afterAll(async () => {
  await browser.close();
});

describe("the preview in a real browser", () => {
  it("begins with what will be made, and what watches each service", async () => {
    const page = await open(drawn, /^index\.html$/);
    expect(await texts(page, ".facts li")).toContainEqual("8\nservices");
    expect(await page.locator("#coverage-table tbody tr").count()).toBe(8);
    await page.getByRole("link", { name: "Checkout", exact: true }).click();
    expect(await texts(page, "h1")).toEqual(["Checkout"]);
    expect(await texts(page, ".slo h3")).toContain("availability: 99.9 % over 30d");
    expect(await page.locator(".slo").first().textContent()).toContain("43.2 minutes");
    expect(await page.locator(".slo svg").first().isVisible()).toBe(true);
    expect(await page.locator(".alerts > li").first().textContent()).toMatch(/Reaches .+ Told at most/s);
  });

  it("draws what a real Prometheus answers, in the dashboard's own grid", async () => {
    const page = await open(drawn, /service-checkout-\w+\.html$/);
    const charts = page.locator(".chart canvas");
    await charts.first().waitFor();
    expect(await charts.count()).toBeGreaterThan(10);
    const painted = await charts.first().evaluate((element) => {
      const canvas = element as unknown as Canvas;
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: [],
      };
      return Array.from(data).some((value) => value !== 0);
    });
    expect(painted).toBe(true);
    // Series of one graph can be told apart.
    for (const other of [
      page,
      await open(drawn, /fleet-\w+\.html$/),
      await open(drawn, /slos-checkout-\w+\.html$/),
    ]) {
      await other.locator(".u-legend").first().waitFor();
      for (const legend of await other.locator(".u-legend").all()) {
        const names = await legend.locator(".u-label").allInnerTexts();
        expect(new Set(names).size, names.join()).toBe(names.length);
      }
    }
    const boxes = await page
      .locator(".grid")
      .first()
      .locator("figure")
      .evaluateAll((figures) =>
        figures.map((figure) => {
          const { left, right, top, bottom } = figure.getBoundingClientRect();
          return { left, right, top, bottom };
        }),
      );
    expect(boxes.length).toBeGreaterThan(3);
    const overlapping = boxes.filter((a, index) =>
      boxes
        .slice(0, index)
        .some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    );
    expect(overlapping).toEqual([]);
  });

  it("says that it only sketches where nothing was asked", async () => {
    const page = await open(sketched, /service-checkout-\w+\.html$/);
    expect(await page.locator("main").textContent()).toContain("A sketch of the dashboard");
    expect(await page.locator("canvas").count()).toBe(0);
    expect(await page.locator("svg.sketch").count()).toBeGreaterThan(10);
    const [panel] = await page.locator("figure details").all();
    await panel?.locator("summary").click();
    expect(await panel?.locator("pre").first().isVisible()).toBe(true);
  });

  it("shows an existing dashboard beside the generated ones", async () => {
    const page = await open(drawn, /services\/order-events\.html$/);
    await page.getByRole("link", { name: "Queues of orders (production)" }).click();
    expect(await page.locator("figure.panel").count()).toBe(3);
    await page.locator(".chart canvas").first().waitFor();
  });

  it("tells what becomes of an alert while its labels are typed", async () => {
    const page = await open(drawn, /^routing\.html$/);
    const answer = page.locator("#deliveries");
    await page
      .getByLabel("Labels, one a line")
      .fill(
        "alertname=CheckoutDown\nenvironment=production\nservice=checkout\nseverity=critical\nteam=payments",
      );
    await answer.getByText("payments/critical").first().waitFor();
    expect(await answer.textContent()).toMatch(/Waits .+ repeats after/);
    expect(await page.locator(".tree .taken").count()).toBeGreaterThan(0);
    await page
      .getByLabel("Labels, one a line")
      .fill(
        "alertname=ErrorBudgetBurn\nenvironment=production\nservice=checkout\nseverity=warning\nteam=payments\nslo=availability",
      );
    await page
      .getByLabel("Other alerts that fire")
      .fill(
        "alertname=ErrorBudgetBurn,environment=production,service=checkout,severity=critical,team=payments,slo=availability",
      );
    await answer.getByText("kept back by ErrorBudgetBurn").first().waitFor();
    expect(await page.locator(".delivery.kept").count()).toBeGreaterThan(0);
  });

  it("finds alerts by every word", async () => {
    const page = await open(drawn, /^alerts\.html$/);
    const found = page.locator("#found");
    const all = await found.textContent();
    await page.getByLabel("Find by name").fill("checkout backlog");
    await page.getByLabel("Severity").selectOption("warning");
    expect(await found.textContent()).not.toBe(all);
    const cards = await texts(page, "#alert-list article");
    expect(cards.length).toBeGreaterThan(0);
    expect(cards.every((card) => /warning/.test(card))).toBe(true);
    const [card] = await page.locator("#alert-list article").all();
    await card?.locator("summary").click();
    await card
      ?.locator("code")
      .getByText(/checkout/)
      .waitFor();
    expect(await card?.getByRole("link", { name: "Runbook" }).count()).toBe(1);
    await page.getByLabel("Find by name").fill("no alert is called like this");
    expect(await found.textContent()).toMatch(/^0 of \d+ alerts/);
    // Only an expression has the name of a metric.
    await page.getByLabel("Find by name").fill("checkout_queue_depth");
    await found.getByText(/^[1-9]\d* of \d+ alerts/).waitFor();
    expect(await texts(page, "#alert-list h2")).toEqual([expect.stringContaining("CheckoutQueueBacklog")]);
  });

  it("is used with the keyboard alone", async () => {
    const page = await open(drawn, /^index\.html$/);
    const focused = () => page.evaluate("document.activeElement.textContent.trim()");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("To the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await page.keyboard.press("Tab");
    const seen = new Set<unknown>();
    for (let step = 0; step < 12; step += 1) {
      seen.add(await focused());
      await page.keyboard.press("Tab");
    }
    expect([...seen]).toContain("Catalog");
    const routing = await open(drawn, /^routing\.html$/);
    await routing.getByLabel("Labels, one a line").focus();
    await routing.keyboard.press("Tab");
    expect(await routing.evaluate("document.activeElement.id")).toBe("firing");
  });

  it("has no serious finding of axe and no page that is too wide, on a phone in light and a desk in dark", async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const site = join(drawn, "production");
    const kinds = [
      /^index/,
      /^alerts/,
      /^routing/,
      /services\/catalog/,
      /service-checkout/,
      /production-fleet/,
      /file-queues/,
    ];
    const names = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".html"),
    );
    const pages = kinds.map(
      (kind) => names.find((name) => kind.test(name.replace("dashboards/", ""))) ?? String(kind),
    );
    const urls = [
      pathToFileURL(join(drawn, "index.html")),
      ...pages.map((name) => pathToFileURL(join(site, name))),
    ];
    // The figures look at every page in all four ways.
    const views = [
      { width: 390, colorScheme: "light" },
      { width: 1_280, colorScheme: "dark" },
    ] as const;
    const found = await visitPages(browser, urls.map(String), axe, views);
    expect(found.visits).toBe(urls.length * views.length);
    expect(found.findings).toEqual([]);
    expect(found.errors).toEqual([]);
  });

  it("never asked the network for anything, and no script failed", () => {
    expect(errors).toEqual([]);
  });
});
