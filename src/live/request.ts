import { withoutCredentials } from "../diagnostics/index.ts";
import { Unreadable } from "./family.ts";

/** Bytes of an answer that are read; the pages of large clusters have a hundred million. */
const MOST_BYTES = 512 * 1_024 * 1_024;

/** How a server is asked. */
export interface RequestOptions {
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole answer of one request. */
  readonly timeoutSeconds: number;
}

/** An address as it may be shown: who asks, and what a query or fragment holds, is left out. */
export function shownAddress(url: URL): string {
  const { host, pathname, protocol } = url;
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

/**
 * Asks a server and gives its answer piece by piece.
 *
 * @param take is given each piece with the answer's type; it returns `false` to stop
 * @throws Unreadable
 */
export async function request(
  url: URL,
  accept: string,
  options: RequestOptions,
  take: (text: string, contentType: string) => boolean,
): Promise<void> {
  const shown = shownAddress(url);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), options.timeoutSeconds * 1_000);
  try {
    const answer = await fetch(withoutUser(url), {
      headers: { accept, ...authorization(url), ...options.headers },
      // Nobody's credential goes where a server points to.
      redirect: "manual",
      signal: abort.signal,
    });
    refuse(answer, url);
    const contentType = answer.headers.get("content-type") ?? "";
    const decoder = new TextDecoder();
    let size = 0;
    for await (const piece of answer.body ?? []) {
      size += piece.byteLength;
      if (size > MOST_BYTES) {
        throw new Unreadable(`${shown} answers with more than ${MOST_BYTES / 1_024 ** 2} MiB`);
      }
      if (!take(decoder.decode(piece, { stream: true }), contentType)) {
        return;
      }
    }
    take(decoder.decode(), contentType);
  } catch (error) {
    if (error instanceof Unreadable) {
      throw error;
    }
    throw new Unreadable(
      abort.signal.aborted
        ? `${shown} did not answer within ${options.timeoutSeconds} s`
        : `${shown} cannot be reached: ${reasonOf(error)}`,
    );
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function refuse(answer: Response, url: URL): void {
  if (answer.ok) {
    return;
  }
  const shown = shownAddress(url);
  const location = answer.headers.get("location");
  if (answer.status >= 300 && answer.status < 400) {
    const target =
      location !== null && URL.canParse(location, answer.url) ? new URL(location, answer.url) : undefined;
    const next = target?.pathname === "/" ? "" : pageHint(url);
    const to = target === undefined ? "" : ` to ${shownAddress(target)}${next || ": name that address"}`;
    throw new Unreadable(`${shown} redirects${to}`);
  }
  const hint = answer.status === 401 || answer.status === 403 ? "; --header-env sends who asks" : "";
  throw new Unreadable(`${shown} answers ${answer.status}${answer.status === 404 ? pageHint(url) : hint}`);
}

/** What a server shows first is for people; what it exposes is elsewhere. Empty for any other address. */
export function pageHint(url: URL): string {
  return url.pathname === "/"
    ? `: name its page of metrics, such as ${shownAddress(url)}/metrics, or ask a Prometheus with --prometheus`
    : "";
}

// A client sends no credential of an address by itself.
function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === "" && password === "") {
    return {};
  }
  const pair = `${decode(username)}:${decode(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutUser(url: URL): URL {
  const copy = new URL(url);
  copy.username = "";
  copy.password = "";
  return copy;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  const message = cause instanceof Error ? cause.message : String(cause);
  return withoutCredentials(message === "" ? (code ?? "it gives no reason") : message);
}
