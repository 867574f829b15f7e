import { describe, expect, it } from "vitest";
import { maintenanceEnds } from "../../src/checks/maintenance-ends.ts";
import { daily, type Maintenance, once, weekly } from "../../src/definitions/index.ts";
import { draftOf, serviceOf, servicesOf } from "../support/definitions.ts";

const found = (...maintenance: readonly Maintenance[]) =>
  maintenanceEnds(draftOf(servicesOf(serviceOf({ maintenance }))));

describe("maintenance", () => {
  it("is well while it leaves some time", () => {
    expect(found()).toEqual([]);
    expect(found(daily("00:00", "23h"), weekly("sunday", "00:00", "2d"))).toEqual([]);
    expect(found(weekly("thursday", "00:00", "6d23h"))).toEqual([]);
    expect(found(once("2026-01-01T00:00:00Z", "90d"))).toEqual([]);
  });

  it("is told when it leaves none", () => {
    const message = (...maintenance: readonly Maintenance[]) =>
      found(...maintenance).map((one) => one.message);
    expect(found(daily("00:00", "12h"), daily("12:00", "12h"))).toMatchObject([
      {
        code: "maintenance-never-ends",
        path: "services.checkout.maintenance",
        message: "maintenance leaves no time in which the service is measured",
      },
    ]);
    expect(message(daily("00:00", "23h58m"))).toEqual([
      "maintenance leaves at most 2m in which the service is measured",
    ]);
    expect(
      message(daily("06:00", "23h"), weekly("monday", "04:00", "6d23h"), daily("04:30", "1h")),
    ).toHaveLength(1);
  });
});
