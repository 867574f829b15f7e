import { expect, it } from "vitest";
import { scrapeTimeouts } from "../../src/checks/scrape-timeouts.ts";
import { kubernetes } from "../../src/definitions/index.ts";
import { draftOf, serviceOf, servicesOf } from "../support/definitions.ts";

const check = (options: { scrapeTimeout?: string; scrapeInterval?: string }) =>
  scrapeTimeouts(
    draftOf(
      servicesOf(
        serviceOf({
          runsOn: kubernetes({ namespace: "shop", selector: { app: "a" }, metricsPort: "http", ...options }),
        }),
      ),
    ),
  );

it("finds a timeout past the service's interval", () => {
  expect(check({ scrapeTimeout: "31s", scrapeInterval: "30s" })).toMatchObject([
    { code: "timeout-exceeds-interval", path: "services.checkout.runsOn.scrapeTimeout" },
  ]);
});

it("finds a timeout past the platform's interval", () => {
  expect(check({ scrapeTimeout: "20s" })).toMatchObject([
    { message: 'a timeout of 20s, but "production" scrapes it every 15s' },
  ]);
});

it.each([
  {},
  { scrapeTimeout: "15s" },
  { scrapeInterval: "5s" },
  { scrapeTimeout: "1m", scrapeInterval: "60s" },
])("takes %j", (options) => {
  expect(check(options)).toEqual([]);
});
