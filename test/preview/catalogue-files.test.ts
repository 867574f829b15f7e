import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { CatalogueEntry } from "../../src/preview/alerts-page.ts";
import {
  type CatalogueDetails,
  type CatalogueIndex,
  catalogueFiles,
} from "../../src/preview/catalogue-files.ts";

const HOSTILE = `</script><script>alert(1)</script>"'\u2028`;

function entry(index: number): CatalogueEntry {
  return {
    alert: "ErrorBudgetBurn",
    service: `service-${Math.floor(index / 4)}`,
    team: "payments",
    severity: index % 2 === 0 ? "critical" : "warning",
    slo: "availability",
    for: "2m",
    bound: "30 s",
    receivers: ["pager", "chat"],
    summary: `${HOSTILE} ${index}`,
    expr: "x".repeat(2_000),
    runbook: "https://runbooks.example.com",
  };
}

/** What a page has once it has run the files. */
function run(entries: readonly CatalogueEntry[]) {
  const files = catalogueFiles(entries);
  const chunks = new Map<number, readonly CatalogueDetails[]>();
  const got: { index?: CatalogueIndex } = {};
  const context = {
    crowsnestAlerts: (index: CatalogueIndex) => Object.assign(got, { index }),
    crowsnestAlertDetails: (chunk: number, details: readonly CatalogueDetails[]) =>
      chunks.set(chunk, details),
  };
  for (const { content } of files) runInNewContext(content, context);
  if (got.index === undefined) throw new Error("no index was handed over");
  return { files, index: got.index, chunks };
}

describe("the files of the alert catalogue", () => {
  it("hold every alert once, in pieces that a page can take", () => {
    const entries = Array.from({ length: 1_000 }, (_, index) => entry(index));
    const { files, index, chunks } = run(entries);
    expect(files.length).toBeGreaterThan(4);
    for (const { content } of files) expect(content.length).toBeLessThan(500_000);
    expect(index.alerts.length).toBe(1_000);
    expect(index.alerts.map(([, service]) => index.texts[service])).toEqual(
      entries.map(({ service }) => service),
    );
    const details = [...chunks].sort(([a], [b]) => a - b).flatMap(([, chunk]) => chunk);
    expect(details.map(([, , summary]) => summary)).toEqual(entries.map(({ summary }) => summary));
    expect([...chunks.keys()].sort((a, b) => a - b)).toEqual(index.chunks.map((_, number) => number));
    index.chunks.forEach((first, number) => {
      expect(chunks.get(number)?.[0]?.[2]).toBe(entries[first]?.summary);
    });
  });

  it("hold no text that could leave a script", () => {
    for (const { content } of catalogueFiles([entry(0)])) {
      expect(content).not.toMatch(/[<>\u2028]/);
    }
  });

  it("are an empty index where nothing alerts", () => {
    expect(run([]).index).toEqual({ texts: [], alerts: [], chunks: [] });
  });
});
