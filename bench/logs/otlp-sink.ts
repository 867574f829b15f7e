import { createServer, type Server } from "node:http";
import { gunzipSync } from "node:zlib";
import { SECRET } from "./lines.ts";

/** A line as it was shipped. */
export interface Shipped {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly severity: string;
  readonly tenant: string;
  readonly traceId: string;
}

type AnyValue = {
  stringValue?: string;
  intValue?: string;
  doubleValue?: number;
  boolValue?: boolean;
  arrayValue?: { values?: AnyValue[] };
};
type KeyValues = readonly { key: string; value: AnyValue }[];
interface Payload {
  resourceLogs?: {
    resource?: { attributes?: KeyValues };
    scopeLogs?: {
      logRecords?: {
        attributes?: KeyValues;
        body?: AnyValue;
        severityText?: string;
        traceId?: string;
      }[];
    }[];
  }[];
}

/** Stands in for Loki: takes OTLP as JSON over HTTP, keeps what it got, and can be out of order. */
export class OtlpSink {
  readonly lines: Shipped[] = [];
  /** Lines by the number in their text, `id=<number>;`. */
  readonly byId = new Map<number, Shipped>();
  /** Pieces without a number: the rest of a stack trace that came apart. */
  fragments = 0;
  /** Lines that came again. */
  repeats = 0;
  /** Payloads that held a planted secret. */
  leaks = 0;
  /** When true, every request is turned away as overload would be. */
  down = false;
  /** When false, lines are counted and not kept. */
  keep = true;
  count = 0;
  /** What the last request showed of who it is. */
  authorization = "";
  /** Where it listens, once it does. */
  port = 0;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        if (this.down) {
          response.writeHead(503).end();
          return;
        }
        const raw = Buffer.concat(chunks);
        this.authorization = String(request.headers.authorization ?? "");
        const text = (request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw).toString();
        this.#take(text, String(request.headers["x-scope-orgid"] ?? ""));
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      });
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    this.port = typeof address === "object" && address !== null ? address.port : 0;
    return this.port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(text: string, tenant: string): void {
    if (text.toLowerCase().includes(SECRET)) {
      this.leaks += 1;
    }
    for (const { resource, scopeLogs = [] } of (JSON.parse(text) as Payload).resourceLogs ?? []) {
      const attributes = record(resource?.attributes);
      for (const line of scopeLogs.flatMap(({ logRecords = [] }) => logRecords)) {
        this.count += 1;
        if (this.keep) {
          this.#keep({
            attributes: record(line.attributes),
            body: String(plain(line.body)),
            resource: attributes,
            severity: line.severityText ?? "",
            tenant,
            traceId: line.traceId ?? "",
          });
        }
      }
    }
  }

  #keep(line: Shipped): void {
    this.lines.push(line);
    const id = /id=(\d+);/.exec(line.body)?.[1];
    if (id === undefined) {
      this.fragments += 1;
      return;
    }
    this.repeats += this.byId.has(Number(id)) ? 1 : 0;
    this.byId.set(Number(id), line);
  }
}

function record(pairs: KeyValues = []): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, plain(value)]));
}

function plain(value: AnyValue | undefined): unknown {
  if (value?.arrayValue !== undefined) {
    return (value.arrayValue.values ?? []).map(plain);
  }
  return value?.stringValue ?? value?.intValue ?? value?.doubleValue ?? value?.boolValue ?? "";
}
