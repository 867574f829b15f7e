import { createRequire } from "node:module";
import type { DefaultTreeAdapterTypes } from "parse5";

// Loading these takes a tenth of what a small `check` does: only a runbook that is a file is worth it.
const require = createRequire(import.meta.url);

/**
 * What links may lead to in a Markdown file: its headings, as GitHub and GitLab call them, and anchors that it sets
 * itself. As GitHub does, this looks at the HTML that a file becomes: what is a heading, and which text it has, is seen
 * there.
 */
export function anchorsOf(text: string): readonly string[] {
  const { micromark } = require("micromark") as typeof import("micromark");
  const table = require("micromark-extension-gfm-table") as typeof import("micromark-extension-gfm-table");
  const front =
    require("micromark-extension-frontmatter") as typeof import("micromark-extension-frontmatter");
  const { parseFragment } = require("parse5") as typeof import("parse5");
  const { default: GithubSlugger } = require("github-slugger") as typeof import("github-slugger");

  const page = micromark(text, {
    allowDangerousHtml: true,
    extensions: [front.frontmatter(), table.gfmTable()],
    htmlExtensions: [front.frontmatterHtml(), table.gfmTableHtml()],
  });
  const slugger = new GithubSlugger();
  return elementsOf(parseFragment(page)).flatMap((element) => [
    ...(/^h[1-6]$/.test(element.tagName) ? [slugger.slug(textOf(element))] : []),
    ...element.attrs
      .filter(
        ({ name, value }) => value !== "" && (name === "id" || (name === "name" && element.tagName === "a")),
      )
      .map(({ value }) => value),
  ]);
}

type Node = DefaultTreeAdapterTypes.Node;

function elementsOf(root: Node): readonly DefaultTreeAdapterTypes.Element[] {
  return nodesOf(root).filter((node) => "tagName" in node);
}

function textOf(root: Node): string {
  return nodesOf(root)
    .map((node) => ("value" in node ? node.value : ""))
    .join("");
}

/** A node and all below it, in their order. Files may be nested deeper than calls can be. */
function nodesOf(root: Node): readonly Node[] {
  const nodes: Node[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    if ("childNodes" in node) {
      for (const child of node.childNodes.toReversed()) {
        waiting.push(child);
      }
    }
  }
  return nodes;
}
