import { createReadStream } from "node:fs";
import { ExpositionReader } from "./exposition/reader.ts";
import { type Reading, reading, Unreadable } from "./family.ts";
import { pageHint, type RequestOptions, request } from "./request.ts";

const ACCEPT = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.9,*/*;q=0.1";

const HOST_AND_PORT = /^(?:[\w.-]+|\[[\da-f:]+\]):\d+(?:\/|$)/i;

/**
 * Reads a page of metrics.
 *
 * @param page an address, a file's path, or `-` for standard input
 * @param shown what messages call it; no credential may be in it
 */
export function readPage(page: URL | string, options: RequestOptions, shown: string): Promise<Reading> {
  return reading(async () => {
    const reader = new ExpositionReader();
    const hint = typeof page === "string" ? "" : pageHint(page);
    let begun = false;
    const take = (text: string, contentType: string): boolean => {
      if (!begun && text.trim() !== "") {
        begun = true;
        refuseOther(text, contentType, shown, hint);
      }
      reader.push(text);
      return !reader.hopeless;
    };
    await (typeof page === "string" ? readFile(page, shown, take) : request(page, ACCEPT, options, take));
    const { families, problems } = reader.end();
    if (problems.length > 0) {
      throw new Unreadable(...problems.map(({ line, problem }) => `${shown}:${line}: ${problem}`));
    }
    if (families.length === 0) {
      throw new Unreadable(`${shown} exposes no metrics`);
    }
    return { families, scraped: false };
  });
}

function refuseOther(text: string, contentType: string, shown: string, hint: string): void {
  if (/^\s*</.test(text) || /\bhtml\b/i.test(contentType)) {
    throw new Unreadable(`${shown} is a web page, not a page of metrics${hint}`);
  }
  if (/protobuf/i.test(contentType)) {
    throw new Unreadable(`${shown} answers in protobuf, not in text`);
  }
}

async function readFile(
  path: string,
  shown: string,
  take: (text: string, contentType: string) => boolean,
): Promise<void> {
  const input = path === "-" ? process.stdin : createReadStream(path);
  try {
    input.setEncoding("utf8");
    for await (const piece of input) {
      if (!take(String(piece), "")) {
        return;
      }
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && !(error instanceof Unreadable)) {
      const hint = HOST_AND_PORT.test(shown) ? "; an address begins with http:// or https://" : "";
      throw new Unreadable(`${shown} cannot be read: ${withoutPath(error.message)}${hint}`);
    }
    throw error;
  }
}

/** Node says why and, after a comma, which call met it. */
function withoutPath(message: string): string {
  return message.replace(/, \w+(?: '.*')?$/s, "");
}
