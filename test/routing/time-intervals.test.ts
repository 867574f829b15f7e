import { describe, expect, it } from "vitest";
import { containsTime, readTimeInterval } from "../../src/routing/time-intervals.ts";

const holds = (span: Readonly<Record<string, string | readonly string[] | readonly object[]>>, at: string) =>
  containsTime(readTimeInterval({ name: "i", time_intervals: [span as never] }), new Date(at));

describe("time intervals", () => {
  it("begin with their first minute and end before their last", () => {
    const office = { times: [{ start_time: "09:00", end_time: "17:30" }], location: "Europe/Berlin" };
    expect(holds(office, "2026-01-14T08:00:00Z")).toBe(true);
    expect(holds(office, "2026-01-14T07:59:59Z")).toBe(false);
    expect(holds(office, "2026-01-14T16:29:59Z")).toBe(true);
    expect(holds(office, "2026-01-14T16:30:00Z")).toBe(false);
  });

  it("are in UTC when they do not say where", () => {
    expect(holds({ times: [{ start_time: "00:00", end_time: "24:00" }] }, "2026-01-14T23:59:59Z")).toBe(true);
    expect(holds({ weekdays: ["wednesday"] }, "2026-01-14T23:59:59Z")).toBe(true);
    expect(holds({ weekdays: ["wednesday"], location: "Asia/Tokyo" }, "2026-01-14T23:59:59Z")).toBe(false);
  });

  it("take months by name and by number, and ranges of them", () => {
    for (const months of [["december"], ["12"], ["november:december"], ["11:12"]]) {
      expect(holds({ months }, "2026-12-31T12:00:00Z")).toBe(true);
      expect(holds({ months }, "2026-10-31T12:00:00Z")).toBe(false);
    }
  });

  it("count days from the end of a month", () => {
    expect(holds({ days_of_month: ["-1"] }, "2026-02-28T12:00:00Z")).toBe(true);
    expect(holds({ days_of_month: ["-1"] }, "2028-02-28T12:00:00Z")).toBe(false);
    expect(holds({ days_of_month: ["31"] }, "2026-04-30T12:00:00Z")).toBe(false);
    expect(holds({ days_of_month: ["28:31"] }, "2026-04-30T12:00:00Z")).toBe(true);
  });

  // Alertmanager divides a month's hours by 24 and drops the rest.
  it("have a day less in a month that loses an hour, as in Alertmanager", () => {
    const last = { days_of_month: ["-1"], location: "Europe/Berlin" };
    expect(holds(last, "2026-03-31T12:00:00Z")).toBe(false);
    expect(holds(last, "2026-03-30T12:00:00Z")).toBe(true);
    expect(holds(last, "2026-10-31T12:00:00Z")).toBe(true);
  });
});
