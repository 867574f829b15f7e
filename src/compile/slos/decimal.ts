/** An exact decimal: `units` × 10^-`scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/**
 * Reads decimal text exactly, as no floating-point number can.
 *
 * @example decimal("99.9") // { units: 999n, scale: 1 }
 */
export function decimal(text: string): Decimal {
  const [whole = "0", fraction = ""] = text.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: rescale(a, scale) - rescale(b, scale), scale };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** Moves the point to the left: divides by a power of ten, exactly. */
export function shiftLeft(value: Decimal, places: number): Decimal {
  return { units: value.units, scale: value.scale + places };
}

/** Divides to a number of decimal places, rounded half up. */
export function divideRounded(a: Decimal, b: Decimal, places: number): Decimal {
  const numerator = a.units * 10n ** BigInt(places + b.scale);
  const denominator = b.units * 10n ** BigInt(a.scale);
  return { units: (numerator * 2n + denominator) / (denominator * 2n), scale: places };
}

/**
 * Prints without trailing zeros.
 *
 * @example printDecimal(shiftLeft(decimal("0.1"), 2)) // "0.001"
 */
export function printDecimal({ units, scale }: Decimal): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return `${negative ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

function rescale({ units, scale }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}
