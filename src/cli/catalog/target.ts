import { basename, resolve } from "node:path";
import type { Reading, RequestOptions } from "../../live/index.ts";
import { matchersOf, readPage, readPrometheus, shownAddress } from "../../live/index.ts";

/** What tells an address from a file. */
const ADDRESS = /^https?:\/\//i;

/** Where metrics are read. */
export interface TargetOptions {
  readonly headerEnv?: string;
  readonly match?: string;
  readonly prometheus?: string;
  readonly timeout: number;
}

/** A target that can be asked. */
export interface Target {
  /** As it may be shown: without who asks. */
  readonly shown: string;
  /** The same for a file that others read: without folders of this machine. */
  readonly source: string;
  read(wantsValues: (metric: string, label: string) => boolean): Promise<Reading>;
}

/** The target that a command line means, or what is wrong with that. */
export function targetOf(
  page: string | undefined,
  options: TargetOptions,
  cwd: string,
): Target | { readonly wrong: string } {
  const { headerEnv, match, prometheus, timeout } = options;
  const held = headerEnv === undefined ? { headers: {} } : headersOf(headerEnv);
  if ("wrong" in held) {
    return held;
  }
  const request: RequestOptions = { headers: held.headers, timeoutSeconds: timeout };
  if (page !== undefined && prometheus === undefined) {
    return match === undefined ? pageTarget(page, request, cwd) : { wrong: "--match goes with --prometheus" };
  }
  if (page !== undefined || prometheus === undefined) {
    return { wrong: "name either a page of metrics or a server with --prometheus" };
  }
  const url = addressOf(prometheus);
  if (url === undefined) {
    return { wrong: "--prometheus takes an address that begins with http:// or https://" };
  }
  const matchers = match === undefined ? [] : matchersOf(match);
  if (matchers === undefined) {
    return { wrong: `--match takes the selector of series, such as '{job="checkout"}'` };
  }
  const shown = `${shownAddress(url)}${match === undefined ? "" : ` ${match}`}`;
  return {
    shown,
    source: shown,
    read: (wantsValues) => readPrometheus(url, { ...request, matchers, wantsValues }),
  };
}

function pageTarget(page: string, request: RequestOptions, cwd: string): Target | { readonly wrong: string } {
  if (!ADDRESS.test(page)) {
    const shown = page === "-" ? "standard input" : page;
    const file = page === "-" ? page : resolve(cwd, page);
    return { shown, source: basename(shown), read: () => readPage(file, request, shown) };
  }
  const url = addressOf(page);
  if (url === undefined) {
    return { wrong: "the address of the page cannot be read" };
  }
  const shown = shownAddress(url);
  return { shown, source: shown, read: () => readPage(url, request, shown) };
}

function addressOf(text: string): URL | undefined {
  return ADDRESS.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

/** The header that a variable holds; its value is told nowhere. */
function headersOf(
  variable: string,
): { readonly headers: Readonly<Record<string, string>> } | { readonly wrong: string } {
  const held = process.env[variable];
  if (held === undefined || held === "") {
    return { wrong: `the environment has no variable ${variable}` };
  }
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e]+)$/.exec(held.trim()) ?? [];
  return name === undefined || value === undefined
    ? { wrong: `the variable ${variable} holds no header such as "Authorization: Bearer …"` }
    : { headers: { [name]: value } };
}
