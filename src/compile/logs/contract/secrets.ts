import { asRegExp } from "../../../definitions/log-pattern.ts";
import type { LineContract } from "./line-contract.ts";

/** Tells of a line whether the collector would take something out of it. */
export function secretFinder({ redaction }: LineContract): (line: string) => boolean {
  const patterns = [redaction.inText, ...redaction.patterns].map(asRegExp);
  return (line) => patterns.some((pattern) => pattern.test(line));
}
