import { z } from "zod";
import { type Matcher, printMatchers } from "../query/promql/index.ts";
import { Unreadable } from "./family.ts";
import { type RequestOptions, request, shownAddress } from "./request.ts";

const namesSchema = z.array(z.string());
const metadataSchema = z.record(
  z.string(),
  z.array(z.object({ type: z.string(), help: z.string().default(""), unit: z.string().default("") })),
);
const failureSchema = z.object({ status: z.literal("error"), error: z.string() });

/** The part of Prometheus's HTTP API that tells what there is, and no samples. */
export interface PrometheusApi {
  /** Its address, as it may be shown. */
  readonly shown: string;
  labels(matchers: readonly Matcher[]): Promise<readonly string[]>;
  values(label: string, matchers: readonly Matcher[], limit?: number): Promise<readonly string[]>;
  metadata(): Promise<ReadonlyMap<string, readonly { type: string; help: string; unit: string }[]>>;
}

/**
 * A client of the HTTP API.
 *
 * @param windowSeconds how far back series are looked for
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export function apiClient(address: URL, options: RequestOptions, windowSeconds: number): PrometheusApi {
  const base = address.pathname.replace(/\/+$/, "");
  const ask = async <T>(path: string, query: Readonly<Record<string, string>>, schema: z.ZodType<T>) => {
    const url = new URL(address);
    url.pathname = `${base}/api/v1/${path}`;
    url.search = new URLSearchParams(query).toString();
    url.hash = "";
    return dataOf(await textOf(url, options), schema, shownAddress(url));
  };
  const within = (matchers: readonly Matcher[]) => {
    const end = Math.ceil(Date.now() / 1_000);
    return { "match[]": printMatchers(matchers), start: String(end - windowSeconds), end: String(end) };
  };
  return {
    shown: shownAddress(address),
    labels: (matchers) => ask("labels", within(matchers), namesSchema),
    values: (label, matchers, limit) =>
      ask(
        `label/${encodeURIComponent(label)}/values`,
        { ...within(matchers), ...(limit !== undefined && { limit: String(limit) }) },
        namesSchema,
      ),
    metadata: async () => new Map(Object.entries(await ask("metadata", {}, metadataSchema))),
  };
}

async function textOf(url: URL, options: RequestOptions): Promise<string> {
  let text = "";
  await request(url, "application/json", options, (piece) => {
    text += piece;
    return true;
  });
  return text;
}

function dataOf<T>(text: string, schema: z.ZodType<T>, shown: string): T {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Unreadable(`${shown} does not answer as Prometheus does`);
  }
  const failure = failureSchema.safeParse(answer);
  if (failure.success) {
    throw new Unreadable(`${shown}: ${failure.data.error}`);
  }
  const success = z.object({ status: z.literal("success"), data: schema }).safeParse(answer);
  if (!success.success) {
    throw new Unreadable(`${shown} does not answer as Prometheus does`);
  }
  return success.data.data as T;
}
