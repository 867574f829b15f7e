/** A value that JSON can hold; no `undefined`, no class, no function. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object that JSON can hold. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * Copies a value with its keys sorted and absent keys left out, so that equal input gives equal bytes.
 *
 * @throws TypeError on what is no plain data: that is a mistake of ours, never of a user's
 */
export function canonical<T>(value: T): T {
  return canonicalValue(value, "$") as T;
}

/** Tells what keeps a value from being canonical: the path of the first offence, or `undefined`. */
export function canonicalOffence(value: unknown, path = "$"): string | undefined {
  if (Array.isArray(value)) {
    return firstOffence(value.map((item, index) => [`${path}[${index}]`, item]));
  }
  if (typeof value === "object" && value !== null) {
    // JavaScript itself keeps keys that are whole numbers first, in their own order.
    const keys = Object.keys(value).filter((key) => !/^(0|[1-9]\d*)$/.test(key));
    if (!isPlain(value) || keys.some((key, index) => index > 0 && key < (keys[index - 1] ?? ""))) {
      return path;
    }
    return firstOffence(Object.entries(value).map(([key, item]) => [`${path}.${key}`, item]));
  }
  return isScalar(value) ? undefined : path;
}

function firstOffence(entries: readonly (readonly [string, unknown])[]): string | undefined {
  for (const [path, item] of entries) {
    const offence = canonicalOffence(item, path);
    if (offence !== undefined) {
      return offence;
    }
  }
  return undefined;
}

function canonicalValue(value: unknown, path: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => canonicalValue(item, `${path}[${index}]`));
  }
  if (typeof value === "object" && value !== null && isPlain(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, item]) => [key, canonicalValue(item, `${path}.${key}`)]));
  }
  if (isScalar(value)) {
    // JSON has one zero.
    return value === 0 ? 0 : value;
  }
  throw new TypeError(`artifacts hold plain data only; ${path} is ${Object.prototype.toString.call(value)}`);
}

function isScalar(value: unknown): boolean {
  return (
    value === null ||
    typeof value === "string" ||
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value))
  );
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
