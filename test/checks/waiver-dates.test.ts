import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waiverDates } from "../../src/checks/index.ts";
import { waiver } from "../../src/definitions/index.ts";
import { diagnose, draftOf, findings, serviceOf, servicesOf, untyped } from "../support/definitions.ts";

const workspaceUntil = (until: string) =>
  servicesOf(serviceOf({ waivers: [waiver("errors", { reason: "Soon.", until })] }));

/** What is said on a day of a waiver until a day. */
function said(until: string, today: string) {
  return waiverDates(draftOf(workspaceUntil(until)), today).map(({ code, path }) => [code, path]);
}

const PLACE = "services.checkout.waivers[0]";

describe("the day of a waiver", () => {
  it("is an error when it is over, and a warning when it is more than a year away", () => {
    expect(said("2027-01-31", "2027-01-31")).toEqual([]);
    expect(said("2027-01-31", "2027-02-01")).toEqual([["waiver-expired", PLACE]]);
    expect(said("2027-01-31", "2026-01-31")).toEqual([]);
    expect(said("2027-01-31", "2026-01-30")).toEqual([["waiver-too-long", PLACE]]);
    expect(said("2029-02-28", "2028-02-29")).toEqual([]);
    expect(said("2029-03-01", "2028-02-29")).toEqual([["waiver-too-long", PLACE]]);
  });

  it("has one that is over removed, whether the service has the pillar by now or not", () => {
    const [found] = waiverDates(draftOf(workspaceUntil("2027-01-31")), "2027-02-01");
    expect(found?.hint).toMatch(/^Remove it once the service has errors or nobody asks for it; /);
  });

  it("says nothing of services without any", () => {
    expect(waiverDates(draftOf(servicesOf(serviceOf())), "2027-01-31")).toEqual([]);
  });

  it("is refused exactly where the calendar does not have it", () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    const two = (number: number) => String(number).padStart(2, "0");
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), part(14), part(33), (year, month, day) => {
        const moment = new Date(Date.UTC(year, month - 1, day));
        const exists = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
        const found = findings(workspaceUntil(`${year}-${two(month)}-${two(day)}`));
        expect(found).toEqual(exists ? [] : [["invalid-value", `${PLACE}.until`]]);
      }),
      { numRuns: 60 },
    );
  });

  it.each(["2026-02-30", "2027-1-1", "31.01.2027", "2027-01-31T00:00:00Z", "+02027-01-31", "", "soon"])(
    "is refused as %j, with what was expected",
    (until) => {
      const [found, ...more] = diagnose(workspaceUntil(until));
      expect(more).toEqual([]);
      expect(found).toMatchObject({ code: "invalid-value", path: `${PLACE}.until` });
      expect(found?.hint).toBe('Expected a day of the calendar, such as "2027-01-31".');
    },
  );
});

describe("a waiver", () => {
  const found = (...waivers: readonly unknown[]) =>
    diagnose(servicesOf(serviceOf({ waivers: untyped(waivers) }))).map(({ code, message, path }) => ({
      code,
      message,
      path,
    }));
  const fine = { reason: "Soon.", until: "2027-01-31" };

  it("needs a reason, a day and a pillar that there is", () => {
    expect(found(waiver("logs", untyped({ until: fine.until })))).toMatchObject([
      { code: "missing-key", path: `${PLACE}.reason` },
    ]);
    expect(found(waiver("logs", { ...fine, reason: " \n" }))).toMatchObject([
      { code: "invalid-value", path: `${PLACE}.reason` },
    ]);
    expect(found(waiver("logs", untyped({ reason: "Soon." })))).toMatchObject([
      { code: "missing-key", path: `${PLACE}.until` },
    ]);
    expect(found(waiver(untyped("log"), fine))).toMatchObject([
      { code: "invalid-value", path: `${PLACE}.pillar` },
    ]);
    expect(found(waiver("logs", untyped({ ...fine, untill: "2027-01-31" })))).toMatchObject([
      { code: "unknown-key", path: `${PLACE}.untill` },
    ]);
  });

  it("is there once for a pillar", () => {
    expect(found(waiver("logs", fine), waiver("slo", fine))).toEqual([]);
    expect(found(waiver("logs", fine), waiver("logs", fine))).toEqual([
      { code: "duplicate-name", message: "two waivers of one pillar", path: "services.checkout.waivers" },
    ]);
  });

  it("that is refused hides nothing else that is wrong with the service", () => {
    const service = serviceOf({
      dependsOn: untyped(["nowhere"]),
      waivers: untyped([waiver(untyped("log"), fine)]),
    });
    expect(findings(servicesOf(service)).map(([code]) => code)).toEqual([
      "unknown-dependency",
      "invalid-value",
    ]);
  });
});
