import { describe, expect, it } from "vitest";
import { anchorsOf } from "../../src/workspace/markdown-anchors.ts";

describe("anchors of a Markdown file", () => {
  const anchors = (...lines: readonly string[]) => anchorsOf(lines.join("\n"));

  it("are its headings as GitHub calls them", () => {
    const headings = [
      "# Orders & queues",
      "## When `queue_depth` grows",
      "## Again",
      "## Again ##",
      "### [Restart](restart.md) it",
      "Underlined",
      "==========",
      "## Überlauf",
      "## Hello _World_ &amp; *all* __of__ us",
      "## Foo <b>bold</b> x",
      "## A &amp; B",
      "> ## Quoted",
      "",
      "- ## Listed",
      "",
      "Two lines",
      "of one",
      "---",
    ];
    expect(anchors(...headings)).toEqual([
      "orders--queues",
      "when-queue_depth-grows",
      "again",
      "again-1",
      "restart-it",
      "underlined",
      "überlauf",
      "hello-world--all-of-us",
      "foo-bold-x",
      "a--b",
      "quoted",
      "listed",
      // A line's end is no space, and is left out as punctuation is.
      "two-linesof-one",
    ]);
  });

  it("are those that it sets itself", () => {
    const own = [
      '<a id="stuck"></a>',
      "And <a name=slow>here</a>, <a id='a&amp;b'></a>.",
      "",
      '<h2 id="by-hand">In HTML</h2>',
      "",
      '| here | <a id="cell"></a> |',
      "|---|---|",
      "",
      '<img name="none" id="">',
      "",
      "## own {#own-id}",
    ];
    expect(anchors(...own)).toEqual(["stuck", "slow", "a&b", "in-html", "by-hand", "cell", "own-own-id"]);
  });

  it("are not what only looks like a heading", () => {
    const none = [
      "---",
      "title: front",
      "---",
      "#no heading",
      "",
      "    # nor this, which is code",
      "",
      "```sh",
      "# a comment",
      "~~~",
      '<a id="code"></a>',
      "```",
      "<!--",
      "# Hidden",
      '<a id="hidden"></a>',
      "-->",
      "- item",
      "---",
      "| a | b |",
      "|---|---|",
      "| 1 | 2 |",
      "---",
      '`<a id="code"></a>`',
    ];
    expect(anchors(...none)).toEqual([]);
    expect(anchors(...none, "# Again", "# Again")).toEqual(["again", "again-1"]);
    expect(anchorsOf("")).toEqual([]);
  });

  it("are found however deep a file is nested", () => {
    expect(anchors(`${"<b>".repeat(10_000)}<h2>Deep</h2>`)).toEqual(["deep"]);
    expect(anchors(`${"> ".repeat(200)}# Deep`)).toEqual(["deep"]);
  });
});
