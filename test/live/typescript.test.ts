import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Catalog, MetricCatalog } from "../../src/definitions/index.ts";
import * as definitions from "../../src/definitions/index.ts";
import { EXPOSED_TYPES } from "../../src/live/family.ts";
import { catalogDiff, catalogFile, declarableMetrics, type Exposition } from "../../src/live/index.ts";
import { draftWorkspace } from "../../src/workspace/index.ts";
import { readExposition } from "../support/exposition.ts";
import { temporaryFolder } from "../support/temporary.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const OPTIONS = { name: "checkout-api", source: "http://localhost:8080/metrics", values: new Set<string>() };

const PAGE = `# HELP http_requests_total Requests "served".
# TYPE http_requests_total counter
http_requests_total{method="GET",status="200",service="x"} 12
http_requests_total{method="POST",status="500"} 1
# TYPE http_requests gauge
http_requests 1
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{route="/",le="0.1"} 1
http_request_duration_seconds_bucket{route="/",le="+Inf"} 1
# TYPE fill_bytes histogram
${Array.from({ length: 30 }, (_, index) => `fill_bytes_bucket{le="${Number(`1e${index}`)}"} 1\n`).join("")}fill_bytes_bucket{le="+Inf"} 1
# TYPE native_seconds histogram
native_seconds_bucket{le="+Inf"} 1
# TYPE rpc_seconds summary
rpc_seconds{quantile="0.5"} 1
rpc_seconds_sum 1
rpc_seconds_count 1
# TYPE jobs counter
jobs 1
jobs_created 1
# TYPE later counter
# TYPE lonely_seconds histogram
# TYPE build_info gauge
build_info{version="1"} 1
# UNIT air celsius
# TYPE air gauge
air{a_label_of_some_length="x",another_label_of_some_length="x",a_third_label_of_some_length="x"} 3
# TYPE a_gauge_with_a_name_so_long_that_it_needs_a_line_of_its_own gauge
a_gauge_with_a_name_so_long_that_it_needs_a_line_of_its_own 1
# TYPE aHistogram_with_a_name_so_long_that_it_needs_a_line_of_its_own histogram
aHistogram_with_a_name_so_long_that_it_needs_a_line_of_its_own_bucket{label="x",le="1"} 1
aHistogram_with_a_name_so_long_that_it_needs_a_line_of_its_own_bucket{label="x",le="+Inf"} 1
mystery{a="b"} 3
unknown_total 3
{"quoted.name","quoted.label"="x"} 3
# TYPE kept gauge
kept{"quoted.label"="x"} 3
# TYPE __proto__ gauge
__proto__ 1
# TYPE job:rate gauge
job:rate 1
`;

describe("a catalog's file", () => {
  it("says of every metric what a catalog can, and why it leaves one out", () => {
    const { text, metrics, notes } = catalogFile(declarableMetrics(readExposition(PAGE)), {
      ...OPTIONS,
      values: new Set(["method", "status"]),
    });
    expect(text).toMatchInlineSnapshot(`
      "// Written by \`crowsnest catalog import\` from http://localhost:8080/metrics; from here on it is yours.
      import {
        counter,
        defineCatalog,
        gauge,
        histogram,
        info,
        nativeHistogram,
      } from "crowsnest";

      // Left out: __proto__, its name means something else in JavaScript.
      // Left out: lonely_seconds, a histogram without series, whose buckets are not known yet.
      // Left out: mystery, no type is told.
      // Left out: "quoted.name", the name is quoted in PromQL, which no catalog can say.
      export const checkoutApiMetrics = {
        aHistogramWithANameSoLongThatItNeedsALineOfItsOwn: histogram(
          "aHistogram_with_a_name_so_long_that_it_needs_a_line_of_its_own",
          { labels: ["label"], buckets: [1] },
        ),
        aGaugeWithANameSoLongThatItNeedsALineOfItsOwn: gauge(
          "a_gauge_with_a_name_so_long_that_it_needs_a_line_of_its_own",
        ),
        air: gauge("air", {
          labels: [
            "a_label_of_some_length",
            "a_third_label_of_some_length",
            "another_label_of_some_length",
          ],
          unit: "celsius",
        }),
        buildInfo: info("build_info", { labels: ["version"] }),
        fillBytes: histogram("fill_bytes", {
          buckets: [
            1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
            10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
            1000000000000000, 10000000000000000, 100000000000000000,
            1000000000000000000, 10000000000000000000, 100000000000000000000, 1e21,
            1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29,
          ],
        }),
        httpRequestDurationSeconds: histogram("http_request_duration_seconds", {
          labels: ["route"],
          buckets: [0.1],
        }),
        http_requests: gauge("http_requests"),
        // The scrape sets service itself, so the metric's own becomes exported_service.
        http_requests_total: counter("http_requests_total", {
          labels: ["exported_service", "method", "status"],
          help: 'Requests "served".',
          values: {
            method: ["GET", "POST"],
            status: ["200", "500"],
          },
        }),
        jobRate: gauge("job:rate"),
        // A counter whose name does not end in _total.
        jobs: counter("jobs"),
        // Without the label "quoted.label", which no catalog can say.
        kept: gauge("kept"),
        // No series yet: add its labels.
        // A counter whose name does not end in _total.
        later: counter("later"),
        // No buckets are told, so it is taken for a native histogram.
        nativeSeconds: nativeHistogram("native_seconds"),
        // A quantile of a summary cannot be added or averaged.
        rpcSeconds: gauge("rpc_seconds", { labels: ["quantile"] }),
        rpcSecondsCount: counter("rpc_seconds_count"),
        rpcSecondsSum: counter("rpc_seconds_sum"),
        // No type is told; by its name it is a counter.
        unknown: counter("unknown_total"),
      };

      export const checkoutApiCatalog = defineCatalog({
        name: "checkout-api",
        source: "http://localhost:8080/metrics",
        metrics: checkoutApiMetrics,
      });
      "
    `);
    expect(metrics).toBe(17);
    expect(notes.map(({ note, metrics: names }) => `${note} ${names.join(" ")}`)).toMatchInlineSnapshot(`
      [
        "Left out: its name means something else in JavaScript. __proto__",
        "Left out: a histogram without series, whose buckets are not known yet. lonely_seconds",
        "Left out: no type is told. mystery",
        "Left out: the name is quoted in PromQL, which no catalog can say. "quoted.name"",
        "The scrape sets service itself, so the metric's own becomes exported_service. http_requests_total",
        "A counter whose name does not end in _total. jobs later",
        "Without the label "quoted.label", which no catalog can say. kept",
        "No series yet: add its labels. later",
        "No buckets are told, so it is taken for a native histogram. native_seconds",
        "A quantile of a summary cannot be added or averaged. rpc_seconds",
        "No type is told; by its name it is a counter. unknown_total",
        "Left out: 1 series of when others were made. ",
      ]
    `);
  });

  it("compiles as strictly as we do, and is the same as the page that it is of", () => {
    const exposition = readExposition(PAGE);
    const folder = temporaryFolder();
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const file = join(folder, "checkout-api.ts");
    writeFileSync(file, catalogFile(declarableMetrics(exposition), OPTIONS).text);
    const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROOT);
    const compiled = ts.createProgram([file], { ...options, types: [] });
    const found = [
      ...compiled.getSyntacticDiagnostics(),
      ...compiled.getSemanticDiagnostics(compiled.getSourceFile(file)),
    ];
    expect(found.map(({ messageText }) => messageText)).toEqual([]);
    const { metrics } = evaluated(readFileSync(file, "utf8"));
    expect(catalogDiff(metrics, exposition).drift).toEqual([
      { metric: "later", what: "not-seen-yet", declared: "counter", live: "announced" },
    ]);
  });

  it("holds exactly what was told, whatever that is, and is formatted", () => {
    const folder = temporaryFolder();
    let number = 0;
    fc.assert(
      fc.property(expositions(), (exposition) => {
        const found = declarableMetrics(exposition);
        const labels = new Set(found.metrics.flatMap((metric) => metric.labels));
        const { text } = catalogFile(found, { ...OPTIONS, source: HOSTILE.join(""), values: labels });
        const { metrics, source } = evaluated(text);
        expect(source).toBe(HOSTILE.join(""));
        const told = found.metrics.map(({ buckets, help, kind, labels: names, name, unit }) => ({
          buckets,
          help,
          kind,
          labels: names,
          name,
          unit,
        }));
        expect(
          Object.values(metrics).map(({ values, ...metric }) => ({
            help: undefined,
            unit: undefined,
            buckets: undefined,
            ...metric,
          })),
        ).toEqual(told);
        for (const { name, values = {} } of Object.values(metrics)) {
          const { seen } = found.metrics.find((metric) => metric.name === name) ?? { seen: new Map() };
          for (const [label, list] of Object.entries(values)) {
            expect(new Set(list)).toEqual(seen.get(label)?.values);
          }
        }
        expect(mistakesOf(metrics)).toEqual([]);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
        expect(
          catalogDiff(metrics, exposition).drift.filter(
            ({ what }) => what !== "not-seen-yet" && what !== "new",
          ),
        ).toEqual([]);
        // What is not assigned yet may be of any width.
        if (/^[\p{ASCII}é🚒請]*$/u.test(text)) {
          number += 1;
          writeFileSync(join(folder, `catalog-${number}.ts`), text);
        }
      }),
      { numRuns: 60 },
    );
    expect(number).toBeGreaterThan(20);
    writeFileSync(
      join(folder, `page.ts`),
      catalogFile(declarableMetrics(readExposition(PAGE)), OPTIONS).text,
    );
    const biome = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
    writeFileSync(join(folder, "biome.json"), '{ "formatter": { "indentStyle": "space" }, "root": true }\n');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [biome, "check", "--linter-enabled=false", "--colors=off", "."],
      { cwd: folder, encoding: "utf8" },
    );
    expect(`${stderr}${stdout}`).toContain(`Checked ${number + 2} files`);
    expect({ status, said: `${stderr}${stdout}` }).toMatchObject({ status: 0 });
  });
});

const HOSTILE = [
  '"',
  "'",
  "`",
  "\\",
  "*/",
  "//",
  "${x}",
  "</script>",
  "\u2028",
  "\u202e",
  "@ts-ignore",
  "\u0007",
  "é",
  "🚒",
  "請",
];

/** Pages with what nobody writes who means well. */
function expositions(): fc.Arbitrary<Exposition> {
  return fc.oneof(
    expositionsOf(fc.string({ unit: "grapheme-ascii" })),
    expositionsOf(fc.string({ unit: "binary" })),
  );
}

function expositionsOf(strings: fc.Arbitrary<string>): fc.Arbitrary<Exposition> {
  const nasty = fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE, "\n", " ", "\ud800", "\u0000", "a word "), strings), {
      maxLength: 12,
    })
    .map((pieces) => pieces.join(""));
  const word = fc.constantFrom(
    "a",
    "bytes",
    "total",
    "Http",
    "http",
    "",
    "_",
    "9",
    "info",
    "constructor",
    "__proto__",
    "long_".repeat(12),
  );
  const name = fc
    .array(word, { minLength: 1, maxLength: 4 })
    .map((words) => words.join("_"))
    .filter((text) => /^[a-zA-Z_].{0,70}$/.test(text));
  const values = fc.record({
    values: fc
      .uniqueArray(
        nasty.map((text) => text.toWellFormed()),
        { maxLength: 6 },
      )
      .map((all) => new Set(all)),
    more: fc.boolean(),
  });
  const label = fc.oneof(
    name.filter((text) => text.length < 40),
    nasty,
    fc.constantFrom("job", "exported_job", "instance"),
  );
  const bounds = fc
    .uniqueArray(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((bound) => bound + 0),
      { maxLength: 40 },
    )
    .map((all) => all.sort((a, b) => a - b));
  const family = fc.record({
    name: fc.oneof({ weight: 4, arbitrary: name }, { weight: 1, arbitrary: nasty }),
    type: fc.constantFrom(...EXPOSED_TYPES),
    help: nasty,
    unit: fc.oneof(nasty, fc.constant("celsius")),
    labels: fc
      .uniqueArray(fc.tuple(label, values), { maxLength: 5, selector: ([text]) => text })
      .map((all) => new Map(all)),
    bounds,
    unevenBounds: fc.constant([]),
    quantiles: fc.boolean(),
    alwaysOne: fc.boolean(),
    seen: fc.boolean(),
  });
  return fc.record({
    families: fc
      .uniqueArray(family, { maxLength: 8, selector: (each) => each.name })
      .map(
        (all) =>
          all.map(({ seen, ...each }) => ({ ...each, series: new Set(seen ? [each.name] : []) })) as never,
      ),
    scraped: fc.boolean(),
  });
}

/** Runs a catalog's file with the real builders. */
function evaluated(text: string): { readonly metrics: MetricCatalog; readonly source: string } {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    reportDiagnostics: true,
  });
  expect(diagnostics).toEqual([]);
  const exported: Record<string, unknown> = {};
  new Function("exports", "require", outputText)(exported, (asked: string) => {
    expect(asked).toBe("crowsnest");
    return definitions;
  });
  const catalog = exported.checkoutApiCatalog as Catalog;
  expect(catalog.metrics).toBe(exported.checkoutApiMetrics);
  return catalog;
}

/** What a workspace with a service of these metrics finds wrong with them. */
function mistakesOf(metrics: MetricCatalog): readonly string[] {
  const team = definitions.defineTeam({ name: "payments", receivers: {} } as never);
  const service = definitions.defineService({
    name: "checkout",
    team,
    runsOn: definitions.kubernetes({ namespace: "shop", selector: { app: "checkout" }, metricsPort: "http" }),
    metrics,
  });
  const { diagnostics } = draftWorkspace(
    definitions.defineWorkspace({ services: [service], teams: [team] } as never),
  );
  return diagnostics
    .filter(({ path }) => path.includes(".metrics"))
    .map(({ path, message }) => `${path}: ${message}`);
}
