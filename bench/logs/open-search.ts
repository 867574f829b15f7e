import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ElasticsearchArtifact, JsonObject, JsonValue } from "../../src/artifacts/index.ts";
import { freePort } from "../../test/support/servers.ts";

const STARTS_WITHIN_SECONDS = 120;

/** A real OpenSearch of one node, on the loopback address. */
export class OpenSearch {
  readonly #url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.#url = url;
    this.#process = process;
  }

  static async start(program: string, folder: string): Promise<OpenSearch> {
    mkdirSync(folder, { recursive: true });
    const [http, transport] = [await freePort(), await freePort()];
    const file = join(folder, "opensearch.log");
    const log = openSync(file, "a");
    const child = spawn(program, [join(folder, "node"), `${http}`, `${transport}`], {
      stdio: ["ignore", log, log],
    });
    const url = `http://127.0.0.1:${http}`;
    for (const end = Date.now() + STARTS_WITHIN_SECONDS * 1_000; Date.now() < end; ) {
      if (child.exitCode !== null) {
        break;
      }
      const ready = await fetch(`${url}/_cluster/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) {
        return new OpenSearch(url, child);
      }
      await sleep(100);
    }
    child.kill("SIGKILL");
    throw new Error(`OpenSearch did not start: ${readFileSync(file, "utf8").slice(-2_000)}`);
  }

  /** Asks for what must succeed; a body that is text is sent as lines of JSON. */
  async request(method: string, path: string, body?: JsonValue): Promise<unknown> {
    const lines = typeof body === "string";
    const response = await fetch(`${this.#url}/${path}`, {
      method,
      ...(body !== undefined && { body: lines ? body : JSON.stringify(body) }),
      headers: { "content-type": lines ? "application/x-ndjson" : "application/json" },
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 1_000)}`);
    }
    return JSON.parse(text);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) {
      const gone = new Promise((resolve) => this.#process.once("exit", resolve));
      this.#process.kill();
      await gone;
    }
  }
}

/** What OpenSearch 2.19 does not know of what is made for Elasticsearch, and is left out there. */
export const NOT_ON_OPENSEARCH = [
  "index life cycles (`index.lifecycle`, `_ilm/policy`): OpenSearch has a plugin of its own for these",
  "`index.mode: logsdb`, which saves space and changes no answer",
  "the failure store of data streams",
  "`subobjects: false`: a field `http` beside a field `http.status` of one service",
] as const;

/** Puts everything into OpenSearch that it knows, by the API of Elasticsearch. */
export async function putArtifact(server: OpenSearch, artifact: ElasticsearchArtifact): Promise<void> {
  for (const { description, name, onFailure, processors } of artifact.ingestPipelines) {
    await server.request("PUT", `_ingest/pipeline/${name}`, {
      description,
      processors,
      ...(onFailure.length > 0 && { on_failure: onFailure }),
    });
  }
  for (const { name, template } of artifact.componentTemplates) {
    await server.request("PUT", `_component_template/${name}`, { template: known(template as JsonObject) });
  }
  for (const { composedOf, indexPatterns, name, priority } of artifact.indexTemplates) {
    await server.request("PUT", `_index_template/${name}`, {
      composed_of: composedOf,
      data_stream: {},
      index_patterns: indexPatterns,
      priority,
    });
  }
  for (const name of artifact.dataStreams) {
    await server.request("PUT", `_data_stream/${name}`);
  }
}

/** A template without what {@link NOT_ON_OPENSEARCH} names. */
function known(value: JsonValue, path = ""): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item) => known(item, path));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, item, path === "" ? key : `${path}.${key}`] as const)
      .filter(
        ([key, , inner]) =>
          key !== "subobjects" && inner !== "settings.index.lifecycle" && inner !== "settings.index.mode",
      )
      .map(([key, item, inner]) => [key, known(item, inner)]),
  );
}
