import type { Tree } from "@lezer/common";

/** A piece of an expression's text: from its first character up to, not including, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Something that Prometheus would refuse, and where. */
export interface SyntaxProblem extends Span {
  readonly message: string;
}

/** The first place at which a text stops to be PromQL, in words; `undefined` when it is PromQL throughout. */
export function syntaxProblem(text: string, tree: Tree): SyntaxProblem | undefined {
  let mistake: Span | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) {
        mistake ??= { from: node.from, to: node.to };
      }
      return mistake === undefined;
    },
  });
  return mistake === undefined ? undefined : explained(text, mistake);
}

function explained(text: string, { from, to }: Span): SyntaxProblem {
  const rest = text.slice(from).trimStart();
  const start = text.length - rest.length;
  const [word = ""] = /^(?:[\w:.]+|.)/s.exec(rest) ?? [];
  if (word === "") {
    return { message: "the expression ends too early", from: text.length, to: text.length };
  }
  const [called] = /[\w:]+(?=\s*$)/.exec(text.slice(0, start)) ?? [];
  if (word === "(" && called !== undefined) {
    const at = text.lastIndexOf(called, start);
    return { message: `there is no function "${called}"`, from: at, to: at + called.length };
  }
  return { message: `unexpected "${word}"`, from: start, to: Math.max(to, start + word.length) };
}
