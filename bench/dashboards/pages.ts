import { type Browser, chromium } from "playwright-core";
import { ensureTool } from "../../scripts/tools/ensure.ts";

// Without the network, and with nothing of the browser's own in the background.
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** How a page is looked at. */
export interface View {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
}

const VIEWS: readonly View[] = [390, 1_280].flatMap((width) => [
  { width, colorScheme: "light" as const },
  { width, colorScheme: "dark" as const },
]);

/** What a browser and axe found on pages. */
export interface PageFindings {
  readonly visits: number;
  /** Serious and critical findings of axe, as "page: rule: element". */
  readonly findings: readonly string[];
  /** Errors of scripts, and pages that are wider than the window. */
  readonly errors: readonly string[];
}

/** Starts the browser that the tests use. */
export async function startBrowser(): Promise<Browser> {
  const { path } = await ensureTool("chromium");
  return chromium.launch({ executablePath: path, args: ARGUMENTS });
}

/** Opens pages at two widths, light and dark, and lets axe look at each. */
export async function visitPages(
  browser: Browser,
  urls: readonly string[],
  axe: string,
  views: readonly View[] = VIEWS,
): Promise<PageFindings> {
  const findings: string[] = [];
  const errors: string[] = [];
  let visits = 0;
  for (const { width, colorScheme } of views) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      bypassCSP: true,
    });
    for (const url of urls) {
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(`${url}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(`${url}: ${message.text()}`);
      });
      await page.goto(url);
      const wide = await page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth",
      );
      if (wide === true) errors.push(`${url}: wider than ${width} px`);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate("axe.run({ preload: false })")) as AxeResult;
      for (const { id, impact, nodes } of violations) {
        if (impact === "serious" || impact === "critical") {
          findings.push(
            ...nodes.map(({ target }) => `${url} (${width}, ${colorScheme}): ${id}: ${target.join(" ")}`),
          );
        }
      }
      visits += 1;
      await page.close();
    }
    await context.close();
  }
  return { visits, findings, errors };
}

/** Milliseconds until a page's content is there, as the browser itself measures it; the best of three. */
export async function timeToContent(browser: Browser, url: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const page = await browser.newPage();
    await page.goto(url);
    times.push(
      Number(await page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")),
    );
    await page.close();
  }
  return Math.min(...times);
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}
