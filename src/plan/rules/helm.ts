import { parse } from "yaml";
import type { Value } from "../provider/value.ts";
import { type Broken, broken, given, list, type Rule, text } from "./rule.ts";

// https://helm.sh/docs/chart_template_guide/getting_started/: a release's name is a label and leaves room.
const RELEASE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_RELEASE = 53;

export const helmRules: Readonly<Record<string, Rule>> = {
  helm_release: (config) => [
    ...releaseName(config.name),
    ...list(config.values).flatMap((value, index) => values(value, ["values", index])),
    ...(given(config.set_wo) && !given(config.set_wo_revision)
      ? broken(["set_wo"], "Missing argument", "set_wo does nothing without set_wo_revision.")
      : []),
  ],
};

function releaseName(value: Value | undefined): readonly Broken[] {
  const name = text(value);
  if (name === undefined || (RELEASE.test(name) && name.length <= LONGEST_RELEASE)) return [];
  return broken(
    ["name"],
    "Invalid name",
    `"${name}" is no release name of at most ${LONGEST_RELEASE} characters.`,
  );
}

/** A document of values is YAML and holds a mapping; JSON is YAML and read faster. */
function values(value: Value, path: Broken["path"]): readonly Broken[] {
  const document = text(value);
  if (document === undefined) return [];
  let parsed: unknown;
  try {
    parsed = document.startsWith("{") ? parseJson(document) : parse(document);
  } catch (error) {
    // The message of the parser quotes lines, which may be anyone's; its first line says where.
    const where = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : "";
    return broken(path, "Invalid YAML", where);
  }
  const mapping = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  return mapping || parsed === null ? [] : broken(path, "Invalid values", "Values are a mapping of names.");
}

function parseJson(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return parse(document);
  }
}
