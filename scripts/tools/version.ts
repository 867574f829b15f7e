/** The first group of the pattern in what a program said, or undefined when it names no version. */
export function versionIn(text: string, answer: RegExp): string | undefined {
  return answer.exec(text)?.[1];
}

/** Whether a version is the minimum or newer, by its first three numbers. */
export function isAtLeast(version: string, minimum: string): boolean {
  const have = numbers(version);
  const need = numbers(minimum);
  for (let i = 0; i < 3; i++) {
    const difference = (have[i] ?? 0) - (need[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The version of the upstream project inside a Debian version: no epoch, no revision. */
export function upstreamVersion(debian: string): string {
  return debian.replace(/^\d+:/, "").replace(/[+~-].*$/, "");
}

function numbers(version: string): number[] {
  const [, ...parts] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version) ?? [];
  return parts.map((part) => Number(part ?? 0));
}
