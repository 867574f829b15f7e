import { Families, typeNamed } from "../collect.ts";
import type { ExposedFamily } from "../family.ts";
import { readName, readSample, unescapeText } from "./sample.ts";

/** Lines that cannot be read; the first tell enough. */
const MOST_PROBLEMS = 10;
/** No label value is as long; a page without line ends is no page. */
const LONGEST_LINE = 1_048_576;
/** Characters of a help text that are kept. */
const LONGEST_HELP = 2_000;
/** Metrics, so many that they are the names of something else, such as of users. */
const MOST_FAMILIES = 20_000;

/** A line that is no exposition. */
export interface LineProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly problem: string;
}

/**
 * Reads a page of metrics piece by piece, in Prometheus's text format 0.0.4 or OpenMetrics. It keeps what metrics are
 * and no samples, so that a page of any size takes little memory.
 */
export class ExpositionReader {
  readonly #families = new Families();
  readonly #problems: LineProblem[] = [];
  #rest = "";
  #line = 0;
  #ended = false;
  #givenUp = false;

  /** Whether enough is wrong to stop reading. */
  get hopeless(): boolean {
    return this.#givenUp || this.#problems.length >= MOST_PROBLEMS;
  }

  push(text: string): void {
    const lines = `${this.#rest}${text}`.split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      this.#read(line);
    }
    if (this.#rest.length > LONGEST_LINE) {
      this.#line += 1;
      this.#problem("the line does not end");
      this.#givenUp = true;
      this.#rest = "";
    }
  }

  end(): { readonly families: readonly ExposedFamily[]; readonly problems: readonly LineProblem[] } {
    if (this.#rest !== "") {
      this.#read(this.#rest);
      this.#rest = "";
    }
    return { families: this.#families.all(this.#ended), problems: this.#problems };
  }

  #read(ended: string): void {
    this.#line += 1;
    const line = ended.trim();
    if (line === "" || this.hopeless) {
      return;
    }
    if (this.#ended) {
      this.#problem("something follows the end of the page");
    } else if (line.startsWith("#")) {
      this.#readComment(line);
    } else {
      this.#readSample(line);
    }
  }

  #readSample(line: string): void {
    const sample = readSample(line);
    const problem =
      "problem" in sample ? sample.problem : this.#families.add(sample.name, sample.labels, sample.value);
    if (problem !== undefined) {
      this.#problem(problem);
    } else if (this.#families.size > MOST_FAMILIES) {
      this.#problem(`there are more than ${MOST_FAMILIES.toLocaleString("en-US")} metrics`);
      this.#givenUp = true;
    }
  }

  #readComment(line: string): void {
    if (line === "# EOF") {
      this.#ended = true;
      return;
    }
    const [, what, text = ""] = /^#[ \t]+(HELP|TYPE|UNIT)[ \t]+(.*)$/.exec(line) ?? [];
    if (what === undefined) {
      return;
    }
    const named = readName(text);
    if (named === undefined) {
      this.#problem(`${what} names no metric`);
      return;
    }
    const told = this.#families.tellOf(named[0]);
    if (what === "HELP") {
      told.help ??= unescapeText(named[1].slice(0, LONGEST_HELP));
    } else if (what === "UNIT") {
      told.unit ??= named[1];
    } else {
      const type = typeNamed(named[1]);
      if (type === undefined) {
        this.#problem(`${JSON.stringify(named[1].slice(0, 40))} is no type of a metric`);
      } else if (told.type !== undefined && told.type !== type) {
        this.#problem(`${named[0].slice(0, 100)} has two types, ${told.type} and ${type}`);
      } else {
        told.type = type;
      }
    }
  }

  #problem(problem: string): void {
    this.#problems.push({ line: this.#line, problem });
  }
}
