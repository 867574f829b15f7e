/**
 * Reads a regular expression as Alertmanager does: RE2, anchored at both ends. Holds for what RE2 and JavaScript
 * share, with the differences of `.`, of escaped punctuation and of named groups smoothed out.
 *
 * @throws SyntaxError on what JavaScript cannot read
 */
export function goRegExp(source: string): RegExp {
  let translated = "";
  let inClass = false;
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index] ?? "";
    if (character === "\\") {
      index += 1;
      translated += escaped(source[index] ?? "");
    } else if (inClass) {
      inClass = character !== "]";
      translated += character;
    } else if (character === ".") {
      translated += "[^\\n]";
    } else if (source.startsWith("(?P<", index)) {
      index += 2;
      translated += "(?";
    } else {
      inClass = character === "[";
      translated += character;
    }
  }
  return new RegExp(`^(?:${translated})$`, "u");
}

// JavaScript's Unicode mode refuses to escape what needs no escape.
function escaped(character: string): string {
  return /[!-/:-@[-`{-~]/.test(character) && !/[\^$\\.*+?()[\]{}|/]/.test(character)
    ? `\\x${character.charCodeAt(0).toString(16)}`
    : `\\${character}`;
}
