/** Tells whether a version is another or comes after it; parts that one lacks count as 0. @internal */
export function isAtLeast(version: string, minimum: string): boolean {
  const have = version.split(".").map(Number);
  const need = minimum.split(".").map(Number);
  const difference = need.map((part, index) => (have[index] ?? 0) - part).find((each) => each !== 0);
  return (difference ?? 0) >= 0;
}
