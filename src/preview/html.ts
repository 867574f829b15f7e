/** Text that is HTML already; made by {@link html} alone, so that nothing unescaped can get in. */
export class Html {
  readonly #text: string;

  constructor(parts: readonly string[], values: readonly Fragment[]) {
    this.#text = parts.map((part, index) => part + write(values[index])).join("");
  }

  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template: text is escaped, HTML and lists of it are not; nothing is written for the rest. */
export type Fragment = Html | string | number | false | null | undefined | readonly Fragment[];

/**
 * A piece of HTML. Every value that is not HTML itself is escaped, also for attributes, which must be in quotes.
 *
 * @example html`<a href="${url}">${title}</a>`
 */
export function html(parts: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  return new Html(parts, values);
}

/** Escapes text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * Data for a script element. No text in it can end the element or begin a comment.
 *
 * @example html`<script type="application/json" id="data">${json(data)}</script>`
 */
export function json(value: unknown): Html {
  const text = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return new Html([text], []);
}

/** An address that a link may lead to; anything but the web gets none, so that no script hides in it. */
export function webAddress(address: string): string | undefined {
  return /^https?:\/\//i.test(address) ? address : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function write(value: Fragment): string {
  if (value === undefined || value === null || value === false) {
    return "";
  }
  if (value instanceof Html) {
    return value.toString();
  }
  if (Array.isArray(value)) {
    return value.map(write).join("");
  }
  return escapeHtml(String(value));
}
