import { expect, it } from "vitest";
import { sloWindows } from "../../src/checks/slo-windows.ts";
import { availability, counter, defineEnvironment, inCluster, probe } from "../../src/definitions/index.ts";
import {
  diagnose,
  draftOf,
  platformOf,
  production,
  serviceOf,
  servicesOf,
  workspaceOf,
} from "../support/definitions.ts";

const check = (window: string, retention: string) => {
  const services = [
    serviceOf({
      metrics: { requests: counter("requests_total", { labels: ["code"] }) },
      slos: ({ requests }) => [
        availability({ objective: "99", window, total: requests, bad: { code: "500" } }),
      ],
    }),
  ];
  const staging = defineEnvironment({
    name: "staging",
    cluster: inCluster(),
    platform: { prometheus: { retention } },
  });
  const platform = platformOf({ prometheus: { retention: "35d" } });
  return sloWindows(draftOf(workspaceOf({ platform, environments: [staging, production], services })));
};

it("finds a window that outlasts Prometheus's memory in an environment", () => {
  expect(check("30d", "15d")).toMatchObject([
    {
      code: "longer-than-retention",
      path: "services.checkout.slos.availability.window",
      message: 'a window of 30d, but Prometheus in "staging" forgets after 15d',
      hint: expect.stringContaining('retention: "30d"'),
    },
  ]);
});

it.each([
  ["30d", "30d"],
  ["4w", "28d"],
  ["7d", "1w"],
])("takes a window of %s with a retention of %s", (window, retention) => {
  expect(check(window, retention)).toEqual([]);
});

it("has a diagnostic of its own for what is no duration", () => {
  const written = serviceOf({
    quietWhileDown: [],
    slos: [probe({ objective: "99", url: "https://a.example", interval: "5 minutes" })],
  });
  expect(diagnose(servicesOf(written)).map(({ code }) => code)).toEqual(["invalid-duration"]);
});
