import { createReadStream } from "node:fs";
import {
  type ContractBreak,
  checkLine,
  isContinuation,
  type LineContract,
  LONGEST_LINE_BYTES,
  secretFinder,
} from "../../compile/logs/contract/index.ts";

/** Broken lines that are named one by one; the others are counted. */
const NAMED = 20;

/** How lines keep a contract. */
export interface LogReport {
  /** How often it is broken in each way, the most frequent first. */
  readonly breaks: Readonly<Record<string, number>>;
  readonly broken: number;
  /** The first broken lines, numbered from 1. */
  readonly first: readonly { readonly breaks: readonly ContractBreak[]; readonly line: number }[];
  /** Lines that were held against it: all but empty ones and those that go on with the one before. */
  readonly lines: number;
  /** Lines that hold what the collector takes out. */
  readonly secrets: number;
}

/**
 * Holds the lines of a file against a contract, one after the other: a file of any size takes no more memory.
 *
 * @param path `-` is standard input
 * @throws when the file cannot be read
 */
export async function checkFile(contract: LineContract, path: string): Promise<LogReport> {
  const input = path === "-" ? process.stdin : createReadStream(path);
  // An error of the stream does not reach the loop below by itself.
  const failed = new Promise<never>((_, reject) => input.once("error", reject));
  return Promise.race([failed, checkLines(contract, linesOf(input))]);
}

async function checkLines(contract: LineContract, input: AsyncIterable<string>): Promise<LogReport> {
  const holdsSecret = secretFinder(contract);
  const counts = new Map<string, number>();
  const first: { breaks: readonly ContractBreak[]; line: number }[] = [];
  let [number, lines, broken, secrets] = [0, 0, 0, 0];
  for await (const line of input) {
    number += 1;
    secrets += holdsSecret(line) ? 1 : 0;
    if (line === "" || (lines > 0 && isContinuation(line))) {
      continue;
    }
    lines += 1;
    const breaks = checkLine(contract, line);
    if (breaks.length > 0) {
      broken += 1;
      if (first.length < NAMED) {
        first.push({ breaks, line: number });
      }
      for (const how of breaks) {
        counts.set(how, (counts.get(how) ?? 0) + 1);
      }
    }
  }
  const sorted = [...counts].sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
  return { breaks: Object.fromEntries(sorted), broken, first, lines, secrets };
}

/** Lines as the collector splits them: at line feeds only, and the beginning alone of one that is too long. */
async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncIterable<string> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const line = () => Buffer.concat(parts).toString("utf8").replace(/\r$/, "");
  for await (const chunk of input) {
    const buffer = Buffer.from(chunk);
    for (let from = 0; from <= buffer.length; ) {
      const at = buffer.indexOf("\n", from);
      const end = at === -1 ? buffer.length : at;
      parts.push(buffer.subarray(from, Math.min(end, from + Math.max(0, LONGEST_LINE_BYTES - bytes))));
      bytes += end - from;
      if (at === -1) {
        break;
      }
      yield line();
      parts = [];
      bytes = 0;
      from = at + 1;
    }
  }
  if (bytes > 0) {
    yield line();
  }
}
