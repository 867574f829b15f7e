import { decode, ExtData, encode } from "@msgpack/msgpack";

/**
 * A value of Terraform's language as it travels: objects and maps, lists and sets alike. A number beyond a double
 * is a decimal string, a value of the type `dynamic` is a pair of its type and itself.
 */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | ExtData
  | readonly Value[]
  | ValueObject;

export interface ValueObject {
  readonly [key: string]: Value;
}

/** What is known only after an apply; any extension type means it on the wire. */
export const UNKNOWN = new ExtData(0, new Uint8Array(1));

/** A value as the protocol carries it; msgpack, or JSON where Terraform reads a state back. */
export interface DynamicValue {
  readonly json?: Uint8Array;
  readonly msgpack?: Uint8Array;
}

export function isUnknown(value: Value): value is ExtData {
  return value instanceof ExtData;
}

export function isObject(value: Value): value is ValueObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof ExtData)
  );
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Tells whether any part of a value is known only after an apply. */
export function hasUnknown(value: Value): boolean {
  if (isUnknown(value)) return true;
  if (isList(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

export function decodeValue(value: DynamicValue | null | undefined): Value {
  const bytes = value?.msgpack;
  if (bytes === undefined || bytes.length === 0) return null;
  return decode(bytes, { useBigInt64: true }) as Value;
}

export function encodeValue(value: Value): DynamicValue {
  return { msgpack: encode(value, { useBigInt64: true }) };
}

/** Whether two values are the same in what travels; both must come from Terraform, which sorts what it sends. */
export function sameValue(left: Value, right: Value): boolean {
  const [a, b] = [left, right].map((value) => encode(value, { sortKeys: true, useBigInt64: true }));
  return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
}
