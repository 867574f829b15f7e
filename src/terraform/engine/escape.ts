/**
 * Escapes what Terraform reads as a template, `${…}` and `%{…}`, in finished JSON text. The text keeps its
 * meaning as JSON, since `$`, `%` and `{` stand for themselves inside its strings, keys and values alike.
 *
 * @example escapeTemplates('{"expr":"${job}"}') // '{"expr":"$${job}"}'
 */
export function escapeTemplates(json: string): string {
  // Functions: in a replacement string "$$" would mean one "$", and nothing would be escaped.
  return json.replace(/\$\{/g, () => "$${").replace(/%\{/g, () => "%%{");
}
