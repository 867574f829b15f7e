import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundlePreviewAssets } from "../scripts/preview-assets.ts";
import type { Artifacts } from "../src/artifacts/index.ts";
import { compileConfig, compileDefinition } from "../src/cli/pipeline.ts";
import { compileWorkspace } from "../src/compile/index.ts";
import { writeTree } from "../src/files/index.ts";
import { type PreviewAssets, previewSite, type SiteFile } from "../src/preview/index.ts";
import type { Workspace } from "../src/workspace/index.ts";
import { conventions } from "./dashboards/conventions.ts";
import { startBrowser, timeToContent, visitPages } from "./dashboards/pages.ts";
import { panelAnswers } from "./dashboards/real-data.ts";
import { lostPanels } from "./dashboards/schemas.ts";
import { atLeast, atMost, exactly, type Figure, told } from "./figure.ts";
import { benchWorkspace } from "./workspace.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MANY_SERVICES = 1_000;

/** The example's dashboards on a real Prometheus, their conventions, and the preview in a real browser. */
export async function figures(): Promise<readonly Figure[]> {
  const { artifacts, workspace, diagnostics } = await compileConfig(join(ROOT, "examples", "shop"));
  if (artifacts === undefined) throw new Error(JSON.stringify(diagnostics));
  return [...(await dashboardFigures(workspace, artifacts)), ...(await previewFigures(artifacts))];
}

async function dashboardFigures(workspace: Workspace, artifacts: Artifacts): Promise<readonly Figure[]> {
  const production = artifacts.environments.find(({ environment }) => environment === "production");
  const resolved = workspace.environments.find(({ name }) => name === "production");
  if (production === undefined || resolved === undefined) throw new Error("the example has a production");
  const answers = await panelAnswers(resolved, production);
  for (const { request, reason } of answers.failed)
    process.stderr.write(`failed: ${request.expr}: ${reason}\n`);
  for (const { expr, query } of answers.illegible) process.stderr.write(`legend: ${query.legend}: ${expr}\n`);
  for (const { expr } of answers.empty) process.stderr.write(`empty: ${expr}\n`);

  const dashboards = artifacts.environments.flatMap(dashboardsOf);
  const { checks, breaches } = conventions(dashboards, gaugesOf(workspace));
  for (const breach of breaches) process.stderr.write(`breach: ${breach}\n`);
  const inV2 = compileWorkspace(withSchema(workspace, "v2")).environments.flatMap(dashboardsOf);
  const lost = [...lostPanels(dashboards, inV2), ...lostPanels(inV2, dashboards)];
  return [
    told("dashboards of the example, two environments", dashboards.length),
    atLeast("queries put to a real Prometheus", answers.asked, 100),
    exactly("queries that fail", answers.failed.length, 0),
    exactly("queries that come back empty", answers.empty.length, 0),
    exactly("legends that name no label of the series, or two alike", answers.illegible.length, 0),
    told("queries on the platform's own metrics, checked by grammar", answers.notAsked),
    atLeast("checks of conventions", checks, 100),
    exactly("breaches of conventions", breaches.length, 0),
    exactly("panels that differ between the two schemas", lost.length, 0),
  ];
}

async function previewFigures(artifacts: Artifacts): Promise<readonly Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), "crowsnest-preview-"));
  const browser = await startBrowser();
  try {
    await bundlePreviewAssets(ROOT, scratch);
    const assets: PreviewAssets = {
      script: await readFile(join(scratch, "preview", "site.js"), "utf8"),
      style: await readFile(join(scratch, "preview", "style.css"), "utf8"),
    };
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const shop = join(scratch, "shop");
    const files = site(artifacts, assets);
    writeTree(shop, files);
    const found = await visitPages(browser, pageUrls(shop, files), axe);
    for (const line of [...found.findings, ...found.errors]) process.stderr.write(`page: ${line}\n`);

    const many = compileDefinition(benchWorkspace({ services: MANY_SERVICES })).artifacts;
    if (many === undefined) throw new Error("the bench workspace has no errors");
    const start = performance.now();
    const manyFiles = site(many, assets);
    const seconds = (performance.now() - start) / 1_000;
    const folder = join(scratch, "many");
    writeTree(folder, manyFiles);
    const bytes = manyFiles.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    const largest = Math.max(...manyFiles.map(({ content }) => Buffer.byteLength(content)));
    const first = await timeToContent(browser, pathToFileURL(join(folder, "production", "index.html")).href);
    return [
      atLeast("visits of pages at two widths, light and dark", found.visits, 50),
      exactly("serious findings of axe", found.findings.length, 0),
      exactly("errors of scripts, pages too wide", found.errors.length, 0),
      told("preview of 1,000 services, pages", manyFiles.filter(({ path }) => path.endsWith(".html")).length),
      told("preview of 1,000 services, size", bytes / 1e6, "MB"),
      told("preview of 1,000 services, time to write it in memory", seconds, "s"),
      atMost("preview of 1,000 services, its largest file", largest / 1e6, 1, "MB"),
      atMost("preview of 1,000 services, its overview is there", first / 1_000, 1, "s"),
    ];
  } finally {
    await browser.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

function gaugesOf({ environments }: Workspace): ReadonlySet<string> {
  const services = environments.flatMap(({ teams }) => teams.flatMap((team) => team.services));
  const metrics = services.flatMap((service) => Object.values(service.metrics));
  return new Set(metrics.filter(({ kind }) => kind === "gauge").map(({ name }) => name));
}

function site(artifacts: Artifacts, assets: PreviewAssets): readonly SiteFile[] {
  return previewSite({
    artifacts,
    assets,
    bounds: new Map(),
    diagnostics: [],
    samples: new Map(),
    today: "2027-01-31",
  });
}

function pageUrls(folder: string, files: readonly SiteFile[]): readonly string[] {
  return files
    .filter(({ path }) => path.endsWith(".html") && !path.startsWith("staging/"))
    .map(({ path }) => pathToFileURL(join(folder, path)).href);
}

function dashboardsOf({ teams }: Artifacts["environments"][number]) {
  return teams.flatMap(({ dashboards }) => dashboards);
}

function withSchema(workspace: Workspace, dashboardSchema: "classic" | "v2"): Workspace {
  return {
    ...workspace,
    environments: workspace.environments.map((environment) => ({
      ...environment,
      platform: { ...environment.platform, grafana: { ...environment.platform.grafana, dashboardSchema } },
    })),
  };
}
