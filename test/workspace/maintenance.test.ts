import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daily, type Maintenance, once, weekly } from "../../src/definitions/index.ts";
import { freeStretches, recurrenceOf, WEEK_SECONDS } from "../../src/workspace/index.ts";

const HOUR = 3_600;

describe("time without maintenance", () => {
  it("is what daily, weekly and single maintenance leave", () => {
    const span = { from: WEEK_SECONDS, to: WEEK_SECONDS + 2 * 24 * HOUR };
    const free = freeStretches(
      [daily("20:00", "12h"), weekly("thursday", "10:00", "1h"), once("1970-01-09T12:00:00Z", "2d")],
      span,
      300,
    );
    expect(free.map((one) => [one.from, one.to].map((at) => (at - span.from) / HOUR))).toEqual([
      [8 + 1 / 12, 10],
      [11 + 1 / 12, 20],
      [32 + 1 / 12, 36],
    ]);
  });

  it("is none where maintenance follows maintenance", () => {
    const span = { from: 0, to: WEEK_SECONDS };
    expect(freeStretches([daily("00:00", "12h"), daily("12:00", "12h")], span, 0)).toEqual([]);
    expect(freeStretches([], span, 300)).toEqual([span]);
  });

  const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  const text = ([hours, minutes]: [number, number]) =>
    [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
  const maintenance: fc.Arbitrary<Maintenance> = fc.oneof(
    fc
      .tuple(times, fc.integer({ min: 1, max: 1_400 }))
      .map(([at, minutes]) => daily(text(at), `${minutes}m`)),
    fc
      .tuple(times, fc.integer({ min: 1, max: 160 }), fc.constantFrom("monday", "thursday", "sunday"))
      .map(([at, hours, day]) => weekly(day, text(at), `${hours}h`)),
  );

  it("holds a moment exactly when no maintenance does", () => {
    const all = fc.array(maintenance, { maxLength: 4 });
    fc.assert(
      fc.property(all, fc.nat(WEEK_SECONDS - 1), (every, second) => {
        const at = WEEK_SECONDS + second;
        const span = { from: WEEK_SECONDS, to: 2 * WEEK_SECONDS };
        const isFree = freeStretches(every, span, 300).some(({ from, to }) => from <= at && at < to);
        const isTaken = every
          .map(recurrenceOf)
          .some(({ start, length, period = 1 }) => (at - start) % period < length + 300);
        expect(isFree).toBe(!isTaken);
      }),
    );
  });
});
