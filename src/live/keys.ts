/**
 * Keys of metrics in a catalog: the name in camel case, without `_total`. Names that come to the same key, or to none,
 * keep themselves as keys, so that another metric changes no key but theirs.
 */
export function keysOf(names: readonly string[]): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  for (const name of names) {
    const key = camelCase(name);
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return new Map(
    names.map((name) => {
      const key = camelCase(name);
      return [name, /^[a-z]/.test(key) && times.get(key) === 1 ? key : name];
    }),
  );
}

/** @example camelCase("http_requests_total") // "httpRequests" */
function camelCase(name: string): string {
  const [first = "", ...rest] = name
    .replace(/_total$/, "")
    .split(/[_:]+/)
    .filter((word) => word !== "");
  const words = rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return first.charAt(0).toLowerCase() + first.slice(1) + words.join("");
}
