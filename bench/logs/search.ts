import type { JsonObject } from "../../src/artifacts/index.ts";
import { dataStream } from "../../src/compile/logs/elasticsearch/names.ts";
import type { Entry } from "./lines.ts";
import { SECRET } from "./lines.ts";
import type { OpenSearch } from "./open-search.ts";

/** Bytes and searches that are asked for at once. */
const BULK_BYTES = 4_000_000;
const SEARCHES = 200;

/** How planted lines are found again. */
export interface Findings {
  /** Lines that were not indexed, or not found where and as they should be; some of them, told. */
  readonly lost: readonly string[];
  /** Lines that are marked otherwise than `crowsnest logs check` does. */
  readonly misjudged: readonly string[];
  /** Lines that hold a planted secret. */
  readonly leaks: number;
}

/** Writes lines as they are, each to the data stream of its service: the ingest pipeline there reads them. */
export async function indexLines(
  server: OpenSearch,
  environment: string,
  entries: readonly Entry[],
): Promise<void> {
  let bulk: string[] = [];
  let bytes = 0;
  const flush = async () => {
    if (bulk.length > 0) {
      const { errors, items } = (await server.request("POST", "_bulk", `${bulk.join("\n")}\n`)) as {
        errors: boolean;
        items: readonly JsonObject[];
      };
      if (errors) {
        const failed = items.find((item) => (item.create as JsonObject).error !== undefined);
        throw new Error(`a line was refused: ${JSON.stringify(failed).slice(0, 1_000)}`);
      }
    }
    [bulk, bytes] = [[], 0];
  };
  for (const { service, text } of entries) {
    const stream = dataStream(environment, service);
    const [, dataset = "", namespace = ""] = /^logs-([^-]+)-([^-]+)$/.exec(stream) ?? [];
    const document = JSON.stringify({ data_stream: { dataset, namespace, type: "logs" }, message: text });
    bulk.push(JSON.stringify({ create: { _index: stream } }), document);
    bytes += document.length;
    if (bytes > BULK_BYTES) {
      await flush();
    }
  }
  await flush();
  await server.request("POST", "logs-*/_refresh");
}

interface Hit {
  readonly _index: string;
  readonly _source: {
    readonly attributes?: Readonly<Record<string, unknown>>;
    readonly body?: { readonly text?: string };
    readonly severity_text?: string;
    readonly trace_id?: string;
  };
}

/** Asks for each line by its service, level, trace and text, in every stream of lines. */
export async function findLines(
  server: OpenSearch,
  environment: string,
  entries: readonly Entry[],
): Promise<Findings> {
  const lost: string[] = [];
  const misjudged: string[] = [];
  for (let start = 0; start < entries.length; start += SEARCHES) {
    const some = entries.slice(start, start + SEARCHES);
    const searches = some.flatMap((entry) => [
      JSON.stringify({ index: "logs-*" }),
      JSON.stringify({ query: { bool: { filter: filtersOf(entry) } }, size: 2 }),
    ]);
    const { responses } = (await server.request("POST", "_msearch", `${searches.join("\n")}\n`)) as {
      responses: readonly { readonly hits?: { readonly hits: readonly Hit[] } }[];
    };
    some.forEach((entry, index) => {
      const [hit, ...more] = responses[index]?.hits?.hits ?? [];
      const told = `${entry.service}: ${entry.text.slice(0, 120)}`;
      const stream = dataStream(environment, entry.service);
      if (hit === undefined || more.length > 0 || !hit._index.includes(`${stream}-`)) {
        lost.push(told);
        return;
      }
      const marked = hit._source.attributes?.["crowsnest.contract.breaks"] ?? [];
      if (JSON.stringify(marked) !== JSON.stringify(entry.breaks)) {
        misjudged.push(`${told} is marked ${JSON.stringify(marked)}, not ${JSON.stringify(entry.breaks)}`);
      }
    });
  }
  return { leaks: await leaks(server), lost, misjudged };
}

/** By the names of the Elastic Common Schema, as people ask in Kibana. */
function filtersOf({ breaks, id, service, text }: Entry): readonly JsonObject[] {
  const [head = ""] = text.split("\n", 1);
  const level = breaks.includes("format") ? undefined : levelOf(head);
  const trace = breaks.length === 0 ? /\b[0-9a-f]{32}\b/.exec(head)?.[0] : undefined;
  return [
    { term: { "service.name": service } },
    { match_phrase: { message: `id=${id};` } },
    ...(level === undefined ? [] : [{ term: { "log.level": level } }]),
    ...(trace === undefined ? [] : [{ term: { "trace.id": trace } }]),
  ];
}

/** The two levels that are planted and that mean something. */
function levelOf(head: string): string | undefined {
  const [, level] =
    /"(?:level|log\.level|severity_text)":"(info|error)"|level=(info|error)\b|\[(info|error)\]/
      .exec(head)
      ?.filter((part) => part !== undefined) ?? [];
  return level?.toUpperCase();
}

/** Every document is looked through: what is not indexed cannot be asked for. */
async function leaks(server: OpenSearch): Promise<number> {
  let found = 0;
  let page = (await server.request("POST", "logs-*/_search?scroll=1m", {
    query: { match_all: {} },
    size: 2_000,
  })) as { _scroll_id: string; hits: { hits: readonly Hit[] } };
  while (page.hits.hits.length > 0) {
    found += page.hits.hits.filter((hit) =>
      JSON.stringify(hit._source).toLowerCase().includes(SECRET),
    ).length;
    page = (await server.request("POST", "_search/scroll", {
      scroll: "1m",
      scroll_id: page._scroll_id,
    })) as typeof page;
  }
  return found;
}
