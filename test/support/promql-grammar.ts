import { parser } from "@prometheus-io/lezer-promql";

/** A node of what Prometheus's own grammar for editors reads. */
export interface GrammarNode {
  readonly name: string;
  readonly text: string;
}

/** Every node of a PromQL text, in order; nodes named "⚠" are what the grammar could not read. */
export function promqlNodes(text: string): readonly GrammarNode[] {
  const nodes: GrammarNode[] = [];
  parser.parse(text).iterate({
    enter: ({ name, from, to }) => {
      nodes.push({ name, text: text.slice(from, to) });
    },
  });
  return nodes;
}

/** What the grammar could not read of a PromQL text. */
export function promqlErrors(text: string): readonly string[] {
  return promqlNodes(text)
    .filter(({ name }) => name === "⚠")
    .map((node) => node.text);
}
