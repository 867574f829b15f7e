/**
 * The candidate that `text` was probably meant to be, or `undefined` when none is near.
 *
 * @example nearest("objectiv", ["objective", "window"]) // "objective"
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const known = [...candidates];
  let best = text.length < SHORTEST_PREFIX ? undefined : known.find((candidate) => isPrefix(text, candidate));
  if (best !== undefined) {
    return best;
  }
  let bestDistance = Math.max(1, Math.floor(text.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(text.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Letters from which on a beginning says which name is meant: "prod" is "production". */
const SHORTEST_PREFIX = 3;

function isPrefix(text: string, candidate: string): boolean {
  return candidate.toLowerCase().startsWith(text.toLowerCase());
}

/** "did you mean `x`?" when something is near, else the list of what there is. */
export function suggest(text: string, candidates: Iterable<string>): string {
  const known = [...candidates].sort();
  const best = nearest(text, known);
  if (best !== undefined) {
    return `Did you mean "${best}"?`;
  }
  const shown = known.slice(0, 12).map((name) => `"${name}"`);
  const more = known.length > shown.length ? ` and ${known.length - shown.length} more` : "";
  return known.length === 0 ? "There is none to choose from." : `Known: ${shown.join(", ")}${more}.`;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that make one text the other (optimal string
 * alignment); given up once it cannot be under `limit`.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) {
    return limit;
  }
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    if (Math.min(...current) >= limit) {
      return limit;
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? limit;
}
