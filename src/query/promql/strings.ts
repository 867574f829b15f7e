const SINGLE: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

const ESCAPE =
  /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.?))/gs;

/**
 * Reads a string literal with the escapes of Go, as Prometheus and Loki do.
 *
 * @returns the text, or what is wrong with the literal.
 */
export function unquoteString(literal: string): { readonly value: string } | { readonly problem: string } {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quote)) {
    return { problem: "the string does not end" };
  }
  const inner = literal.slice(1, -1);
  if (quote === "`") {
    return { value: inner };
  }
  let problem: string | undefined;
  const value = inner.replace(ESCAPE, (match, single, hex, short, long, octal, other) => {
    if (single !== undefined && (!isQuote(single) || single === quote)) {
      return SINGLE[single] ?? "";
    }
    const code = Number.parseInt(hex ?? short ?? long ?? octal ?? "", octal === undefined ? 16 : 8);
    const isByte = hex !== undefined || octal !== undefined;
    if (other === "") {
      problem ??= "the string does not end";
    } else if (Number.isNaN(code)) {
      problem ??= `unknown escape ${match}`;
    } else if ((isByte && code > 0x7f) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      problem ??= `${match} is no character`;
    } else {
      return String.fromCodePoint(code);
    }
    return "";
  });
  return problem === undefined ? { value } : { problem };
}

function isQuote(character: string): boolean {
  return character === "'" || character === '"';
}
