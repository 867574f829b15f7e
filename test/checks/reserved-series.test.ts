import { describe, expect, it } from "vitest";
import { gauge } from "../../src/definitions/index.ts";
import { diagnose, serviceOf, servicesOf } from "../support/definitions.ts";

const said = (name: string) =>
  diagnose(servicesOf(serviceOf({ metrics: { own: gauge(name) } }))).map(({ code, path }) => [code, path]);

describe("names of metrics", () => {
  it.each(["up", "ALERTS", "scrape_samples_scraped", "slo:error_budget:ratio"])(
    "are not those of what something else writes: %s",
    (name) => {
      expect(said(name)).toEqual([["name-collision", "services.checkout.metrics.own.name"]]);
    },
  );

  it.each(["uptime", "scrape_errors", "slo_errors", "ALERTS_total"])("may be near: %s", (name) => {
    expect(said(name)).toEqual([]);
  });
});
