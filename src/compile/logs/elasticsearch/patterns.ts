/** Put before the names of a pattern's groups, so that they meet no field of the document. */
export const GROUP_PREFIX = "crowsnest_group_";

const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: "\\p{Alnum}",
  alpha: "\\p{Alpha}",
  ascii: "\\p{ASCII}",
  blank: "\\p{Blank}",
  cntrl: "\\p{Cntrl}",
  digit: "\\p{Digit}",
  graph: "\\p{Graph}",
  lower: "\\p{Lower}",
  print: "\\p{Print}",
  punct: "\\p{Punct}",
  space: "\\s",
  upper: "\\p{Upper}",
  word: "\\w",
  xdigit: "\\p{XDigit}",
};

/**
 * Writes a regular expression of RE2 as Java reads it: inside of brackets, Java takes another `[` and `&&` for
 * operators.
 */
export function javaPattern(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\[\s\S]|\[:\^?[a-z]+:\]|\[\^?\]?|\]|&&/g, (token) => {
    if (token.startsWith("\\")) {
      return token;
    }
    if (token === "]") {
      inClass = false;
      return token;
    }
    if (token === "&&") {
      return inClass ? "&\\&" : token;
    }
    if (inClass) {
      const posix = /^\[:(\^?)([a-z]+):\]$/.exec(token);
      const known = POSIX_CLASSES[posix?.[2] ?? ""];
      return known === undefined ? `\\${token.replace("[:", "[\\:")}` : negated(known, posix?.[1] === "^");
    }
    inClass = true;
    // A bracket that closes nothing stands for itself when it is the first.
    return token.replace("]", "\\]");
  });
}

function negated(characters: string, isNegated: boolean): string {
  return isNegated
    ? characters.replace(/^\\(.)/, (_, letter: string) => `\\${letter.toUpperCase()}`)
    : characters;
}

/**
 * Writes the pattern of a line as Elasticsearch's grok reads it: groups by names of our own, nothing that grok takes
 * for a reference to its library, and of the flags only the one that its engine spells alike. A pattern sees one line.
 */
export function grokPattern(pattern: string): string {
  return pattern
    .replace(/^\(\?([ims]+)\)/, (_, flags: string) => (flags.includes("i") ? "(?i)" : ""))
    .replace(/\(\?P?<([A-Za-z_]\w*)>/g, (_, name: string) => `(?<${GROUP_PREFIX}${name}>`)
    .replaceAll("%{", "%\\{");
}
