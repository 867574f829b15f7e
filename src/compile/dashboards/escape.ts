// Grafana's variable syntax: `$name`, `${name…}` and `[[name…]]` (VARIABLE_REGEX of grafana/scenes).
const VARIABLE_START = /\$(?=[\w{])|\[(?=\[)/g;
/** Takes no room and keeps no line from breaking, yet no variable's name holds it. */
const WORD_JOINER = "\u2060";
const LONGEST_TITLE = 189;
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
const MARKDOWN = /[\\`*_~|[\]]/g;
const MARKDOWN_BLOCK = /^(#|[-+=>]|\d+[.)])/;
const URL_UNSAFE = /[^\w\-.~:/?#@!&*+,;=%[\]]/gu;

/** One line of text without characters that cannot be seen or turn the reading direction. */
export function singleLine(text: string): string {
  return text.toWellFormed().replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
}

/**
 * The title of a dashboard or folder of an environment: what people call it, or its name when nothing of that can be
 * seen, no longer than Grafana's database takes. Grafana replaces no variables in it.
 */
export function displayTitle(displayName: string, name: string, environment: string): string {
  const suffix = ` (${environment})`;
  const characters = [...(singleLine(displayName) || name)];
  const room = LONGEST_TITLE - suffix.length;
  const words = characters.length <= room ? characters : [...characters.slice(0, room - 1), "…"];
  return `${words.join("")}${suffix}`;
}

/**
 * Plain text in a place where Grafana replaces variables, such as a link's title. Grafana knows no escape there, so
 * an invisible character keeps `$job` from being read as a variable.
 *
 * @see https://github.com/grafana/grafana/issues/11359
 */
export function plainText(text: string): string {
  return singleLine(text).replace(VARIABLE_START, (start) => `${start}${WORD_JOINER}`);
}

/**
 * Text as inline Markdown that shows exactly what was written. Grafana replaces variables before it reads Markdown,
 * so that an entity keeps a dollar from ever being one.
 */
export function markdownText(text: string): string {
  return singleLine(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(MARKDOWN, (character) => `\\${character}`)
    .replace(MARKDOWN_BLOCK, (marker) => `${marker.slice(0, -1)}\\${marker.slice(-1)}`)
    .replace(/\$/g, "&#36;");
}

/** An address that can stand in Markdown and that Grafana replaces nothing in. */
export function safeUrl(address: string): string {
  return address.toWellFormed().replace(URL_UNSAFE, percentEncode).replace(/\[\[/g, "%5B%5B");
}

/** A Markdown link with a user's title and address. */
export function markdownLink(text: string, address: string): string {
  // Without this, `&copy;` in an address would be read as an entity.
  return `[${markdownText(text) || "Page"}](${safeUrl(address).replace(/&/g, "&amp;")})`;
}

function percentEncode(character: string): string {
  const encoded = encodeURIComponent(character);
  // encodeURIComponent leaves quotes and parentheses as they are.
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}
