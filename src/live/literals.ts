/** What ends a line or a program's text, or makes it look otherwise than it is read. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must be seen
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A string literal of TypeScript that holds exactly the text, in the quotes that formatters choose. */
export function stringLiteral(text: string): string {
  const double = JSON.stringify(text).replace(UNSEEN, escaped);
  const count = (quote: string) => text.split(quote).length;
  return count('"') > count("'")
    ? `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
    : double;
}

/** A property's name in an object literal, quoted where it must be. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** A number as formatters leave it. */
export function numberLiteral(value: number): string {
  return String(value).replace("e+", "e");
}

/** A comment of one line; the words before a foreign text keep it from being read as a directive. */
export function comment(text: string): string {
  return `// ${text.replace(UNSEEN, escaped).toWellFormed()}`;
}
