import { describe, expect, it } from "vitest";
import {
  availability,
  counter,
  defineEnvironment,
  defineTeam,
  gauge,
  inCluster,
  slack,
} from "../../src/definitions/index.ts";
import {
  chat,
  findings,
  payments,
  platformOf,
  production,
  serviceOf,
  servicesOf,
  workspaceOf,
} from "../support/definitions.ts";

describe("duplicate names", () => {
  it.each([
    [
      "environments.production.name",
      { environments: [production, defineEnvironment({ name: "production", cluster: inCluster() })] },
    ],
    [
      "teams.payments.name",
      { teams: [payments, defineTeam({ name: "payments", notify: payments.notify as never })] },
    ],
    ["services.checkout.name", { services: [serviceOf(), serviceOf()] }],
    [
      "platform.alertmanager.receivers.chat",
      {
        platform: platformOf({
          alertmanager: {
            ...platformOf().alertmanager,
            receivers: [
              chat,
              slack({ name: "chat", channel: "#b", webhook: { kind: "secretRef", name: "a", key: "b" } }),
            ],
          },
        }),
      },
    ],
  ])("finds two of %s", (path, overrides) => {
    expect(findings(workspaceOf(overrides))).toContainEqual(["duplicate-name", path]);
  });

  it("finds two SLOs of one name in a service, and takes them in two", () => {
    const metrics = { requests: counter("requests_total", { labels: ["code"] }) };
    const twice = serviceOf({
      metrics,
      slos: ({ requests }) => [
        availability({ objective: "99", total: requests, bad: { code: "500" } }),
        availability({ objective: "95", total: requests, bad: { code: "503" } }),
      ],
    });
    const once = serviceOf({
      name: "other",
      metrics,
      slos: ({ requests }) => [availability({ objective: "99", total: requests, bad: { code: "500" } })],
    });
    expect(findings(servicesOf(twice, once))).toEqual([
      ["duplicate-name", "services.checkout.slos.availability"],
    ]);
  });

  it("finds one metric under two keys", () => {
    const metrics = { depth: gauge("queue_depth"), backlog: gauge("queue_depth", { labels: ["queue"] }) };
    expect(findings(servicesOf(serviceOf({ metrics })))).toEqual([
      ["duplicate-name", "services.checkout.metrics.backlog.name"],
    ]);
  });
});
