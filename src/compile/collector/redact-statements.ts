import { REDACTED, type Redaction } from "../logs/contract/redaction.ts";
import { quote } from "./ottl.ts";

/**
 * Takes secrets out, then hands the fields over: what a field's name gives away is dropped whole, what stands in
 * text is replaced. It comes before anything is cut to length, which could leave half a secret.
 */
export function redactStatements({ fieldName, inText, patterns }: Redaction): readonly string[] {
  const anyPattern = quote(patterns.map((pattern) => `(?:${pattern})`).join("|"));
  const named = quote(inText);
  const whole = quote(REDACTED);
  const value = quote(`$1${REDACTED}`);
  return [
    `delete_matching_keys(log.cache, ${quote(fieldName)})`,
    'merge_maps(log.attributes, log.cache, "upsert")',
    `replace_all_patterns(log.attributes, "value", ${anyPattern}, ${whole})`,
    `replace_all_patterns(log.attributes, "value", ${named}, ${value})`,
    `replace_pattern(log.body, ${anyPattern}, ${whole})`,
    `replace_pattern(log.body, ${named}, ${value})`,
  ];
}
