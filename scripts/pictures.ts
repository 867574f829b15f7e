import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { examplePrometheus } from "../bench/dashboards/example-site.ts";
import { startBrowser } from "../bench/dashboards/pages.ts";
import { build } from "./build.ts";
import { run } from "./tools/run.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join("docs", "pictures");
/** What a reader of the README waits for. */
const LARGEST_BYTES = 300_000;

interface Picture {
  readonly name: string;
  /** Of the page's address, for dashboards have a hash in theirs. */
  readonly page: RegExp;
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
  /** Fragment of what is at the top of the picture. */
  readonly from?: string;
}

const DESK = { width: 1_280, height: 900 } as const;
const PHONE = { width: 390, height: 780 } as const;
const CHECKOUT = /dashboards\/production-service-checkout-\w+$/;
const OBJECTIVES = /dashboards\/production-slos-checkout-\w+$/;

const PICTURES: readonly Picture[] = [
  { ...DESK, name: "overview", page: /^index$/, height: 800, scheme: "light" },
  { ...DESK, name: "dashboard", page: CHECKOUT, scheme: "light" },
  { ...DESK, name: "dashboard-dark", page: OBJECTIVES, scheme: "dark" },
  { ...DESK, name: "service", page: /services\/checkout$/, scheme: "light", from: "#slos" },
  { ...DESK, name: "routing-dark", page: /^routing$/, scheme: "dark" },
  { ...PHONE, name: "alerts-phone", page: /^alerts$/, scheme: "light" },
  { ...PHONE, name: "dashboard-phone-dark", page: CHECKOUT, scheme: "dark" },
];

/** Takes the pictures of the README: the preview of the example, with the answers of a real Prometheus. */
async function main(): Promise<void> {
  const built = await build(ROOT);
  if (!built.ok) throw new Error(built.output);
  const scratch = await mkdtemp(join(tmpdir(), "crowsnest-pictures-"));
  const browser = await startBrowser();
  await using prometheus = await examplePrometheus(ROOT);
  try {
    const args = ["preview", "--config", "examples/shop", "--out", scratch, "--prometheus", prometheus.url];
    args.push("--today", "2026-12-01");
    const { code, stderr } = await run(process.execPath, [join("bin", "crowsnest.js"), ...args], {
      cwd: ROOT,
    });
    if (code !== 0) throw new Error(stderr);
    const site = join(scratch, "production");
    const pages = (await readdir(site, { recursive: true })).filter((path) => path.endsWith(".html"));
    for (const { name, page: pattern, width, height, scheme, from = "" } of PICTURES) {
      const path = pages.find((candidate) => pattern.test(candidate.replace(/\.html$/, "")));
      if (path === undefined) throw new Error(`no page for ${name}`);
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
      await page.goto(`${pathToFileURL(join(site, path)).href}${from}`, { waitUntil: "load" });
      await page.waitForTimeout(500);
      const file = join(ROOT, FOLDER, `${name}.png`);
      await page.screenshot({ path: file });
      await page.close();
      const { size } = await stat(file);
      process.stdout.write(`${FOLDER}/${name}.png ${Math.ceil(size / 1_000)} kB\n`);
      if (size > LARGEST_BYTES) throw new Error(`${name} has more than ${LARGEST_BYTES} bytes`);
    }
  } finally {
    await browser.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

await main();
