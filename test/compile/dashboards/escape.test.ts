import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  displayTitle,
  markdownLink,
  markdownText,
  plainText,
  safeUrl,
  singleLine,
} from "../../../src/compile/dashboards/escape.ts";
import { literalMatchers, printQuery } from "../../../src/compile/dashboards/query.ts";
import { parsePromql, selector, toMatchers } from "../../../src/query/promql/index.ts";

/** What Grafana takes for a variable (VARIABLE_REGEX in public/app/features/variables/utils.ts). */
const VARIABLE = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/;

const nasty = fc.constantFrom(
  "$job",
  "${job}",
  "${job:raw}",
  "[[job]]",
  "[[job:csv]]",
  "$",
  "$$",
  "{{",
  "}}",
  "[",
  "]",
  "(",
  ")",
  "`",
  "*",
  "_",
  "~",
  "|",
  "<b>",
  "&copy;",
  "#",
  "- ",
  "1. ",
  "\\",
  "\n",
  "\u0000",
  "\u202e",
  "\ud800",
  "\u2060",
  '"',
  "'",
  "javascript:",
  "ä🙂",
);
const text = fc
  .array(fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 5 })), { maxLength: 12 })
  .map((parts) => parts.join(""));

describe("text of users in dashboards", () => {
  it("is one line, of characters that can be seen", () => {
    fc.assert(
      fc.property(text, (value) => {
        const line = singleLine(value);
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(line.isWellFormed()).toBe(true);
        expect(line).toBe(line.trim());
      }),
    );
  });

  it("is no variable of Grafana, and reads as it was written", () => {
    fc.assert(
      fc.property(text, (value) => {
        const plain = plainText(value);
        expect(VARIABLE.test(plain)).toBe(false);
        expect(plain.replaceAll("\u2060", "")).toBe(singleLine(value).replaceAll("\u2060", ""));
      }),
    );
  });

  it("is no Markdown, no HTML and no variable, and reads as it was written", () => {
    fc.assert(
      fc.property(text, (value) => {
        const markdown = markdownText(value);
        expect(VARIABLE.test(markdown)).toBe(false);
        expect(markdown).not.toMatch(/[<>]/);
        expect(markdown).not.toMatch(/(?<!\\)(?:\\\\)*[`*_~|[\]]/);
        expect(shown(markdown)).toBe(singleLine(value));
      }),
    );
  });

  it("never ends a link, and an address is no variable", () => {
    fc.assert(
      fc.property(
        text,
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        text,
        (title, url, more) => {
          const link = markdownLink(title, `${url}${more}`);
          const [, label, address] = /^\[(.*)\]\((\S*)\)$/s.exec(link) ?? [];
          expect(shown(label ?? "")).toBe(singleLine(title) || "Page");
          expect(address).not.toMatch(/[()<>"'`\s{}|\\^$]/);
          expect(VARIABLE.test(address ?? "")).toBe(false);
        },
      ),
    );
  });

  it("keeps an address that is one", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(decodeURIComponent(safeUrl(url).replaceAll("%", "%25"))).toBe(safeUrl(url));
        expect(new URL(safeUrl(url)).host).toBe(new URL(url).host);
      }),
    );
    expect(safeUrl("https://a.example/x?view=full&tab=1#top")).toBe(
      "https://a.example/x?view=full&tab=1#top",
    );
    expect(safeUrl("https://a.example/${x}/$y/[[z]]")).not.toMatch(VARIABLE);
  });

  it("makes titles no longer than Grafana takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (value) => {
        const title = displayTitle(value, "checkout", "production");
        expect([...title].length).toBeLessThanOrEqual(189);
        expect(title.endsWith(" (production)")).toBe(true);
        expect(title.length).toBeGreaterThan(" (production)".length);
      }),
    );
    expect(displayTitle("\u202e\n", "checkout", "production")).toBe("checkout (production)");
  });

  it("is no variable in a query, and matches what was written", () => {
    fc.assert(
      fc.property(text, (value) => {
        const printed = printQuery(selector("metric", literalMatchers(toMatchers({ a: value }))));
        expect(VARIABLE.test(printed)).toBe(false);
        const { expr } = parsePromql(printed);
        expect(expr?.kind === "selector" && expr.matchers[0]?.value).toBe(value.toWellFormed());
      }),
    );
  });
});

/** What a reader sees of escaped Markdown. */
function shown(markdown: string): string {
  return markdown
    .replace(/\\([\\`*_~|[\]#+=\->.)])/g, "$1")
    .replaceAll("&#36;", () => "$")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
