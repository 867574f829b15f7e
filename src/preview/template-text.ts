const ACTION = /\{\{-?\s*(?:"((?:[^"\\]|\\.)*)"|[^}]*?)\s*-?\}\}/g;

/** Text of an annotation for people: what a template prints literally stands there, the rest is an ellipsis. */
export function templateText(text: string): string {
  return text.replace(ACTION, (_action, literal: string | undefined) => literal ?? "…");
}
