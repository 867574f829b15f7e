import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plantedEntries } from "../../bench/logs/lines.ts";
import { NOT_ON_OPENSEARCH, OpenSearch, putArtifact } from "../../bench/logs/open-search.ts";
import { findLines, indexLines } from "../../bench/logs/search.ts";
import { contractsOf, searchableEnvironment } from "../../bench/logs/services.ts";
import { elasticsearchArtifact } from "../../src/compile/logs/elasticsearch/index.ts";
import type { Elk } from "../../src/definitions/index.ts";
import { tool } from "../support/tools.ts";

const ENTRIES = 3_000;
const environment = searchableEnvironment();
const artifact = elasticsearchArtifact(environment, environment.platform.logs as Elk);

let folder: string;
let server: OpenSearch;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "crowsnest-search-"));
  server = await OpenSearch.start((await tool("opensearch")).path, folder);
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a real OpenSearch", () => {
  it("takes the templates, data streams and ingest pipelines that are made for Elasticsearch", async () => {
    await putArtifact(server, artifact);
    const { data_streams: streams } = (await server.request("GET", "_data_stream")) as {
      data_streams: readonly { name: string; template: string }[];
    };
    expect(streams.map(({ name }) => name).sort()).toEqual(artifact.dataStreams);
    expect(artifact.dataStreams.length).toBe(7);
    expect(NOT_ON_OPENSEARCH.length).toBeGreaterThan(0);
  });

  it("finds each planted line where it belongs, by service, level, trace and text, and no secret", async () => {
    const entries = plantedEntries(contractsOf(environment), ENTRIES, 4);
    await indexLines(server, environment.name, entries);
    const { leaks, lost, misjudged } = await findLines(server, environment.name, entries);
    expect(lost.slice(0, 5)).toEqual([]);
    expect(misjudged.slice(0, 5)).toEqual([]);
    expect(leaks).toBe(0);
    expect(entries.filter(({ breaks }) => breaks.length > 0).length).toBeGreaterThan(ENTRIES / 100);
  });
});
