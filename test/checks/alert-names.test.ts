import { describe, expect, it } from "vitest";
import shop from "../../examples/shop/crowsnest.config.ts";
import { alertNames } from "../../src/checks/alert-names.ts";
import { SERVICE_ABSENT_ALERT, SYMPTOM_ALERTS } from "../../src/compile/alerts/symptoms.ts";
import { compileWorkspace } from "../../src/compile/index.ts";
import { BUDGET_ALERTS } from "../../src/compile/slos/budget-alerts.ts";
import { BURN_RATE_ALERT } from "../../src/compile/slos/burn-rate-alerts.ts";
import { NO_DATA_ALERTS } from "../../src/compile/slos/no-data-alerts.ts";
import { SIGNAL_ALERTS } from "../../src/definitions/alert.ts";
import { alert, promql } from "../../src/definitions/index.ts";
import { GENERATED_ALERTS, resolveWorkspace } from "../../src/workspace/index.ts";
import { draftOf, findings, serviceOf, servicesOf } from "../support/definitions.ts";

const named = (...names: readonly string[]) =>
  names.map((name) => alert(name, { when: promql("absent(up)"), severity: "warning", summary: name }));

it("finds an alert of the same name in another service", () => {
  const workspace = servicesOf(
    serviceOf({ name: "a", alerts: named("Backlog", "AOnly") }),
    serviceOf({ name: "b", alerts: named("Backlog") }),
    serviceOf({ name: "c", alerts: named("COnly", "Backlog") }),
  );
  expect(alertNames(draftOf(workspace))).toMatchObject([
    {
      code: "duplicate-name",
      path: "services.b.alerts.Backlog",
      message: 'the service "a" has an alert called "Backlog" too',
    },
    { code: "duplicate-name", path: "services.c.alerts.Backlog" },
  ]);
});

it("leaves two in one service to the check of duplicates", () => {
  const workspace = servicesOf(serviceOf({ alerts: named("Backlog", "Backlog") }));
  expect(alertNames(draftOf(workspace))).toEqual([]);
  expect(findings(workspace)).toEqual([["duplicate-name", "services.checkout.alerts.Backlog"]]);
});

describe("alerts of Crowsnest's own", () => {
  it("lend nobody their name", () => {
    const workspace = servicesOf(serviceOf({ alerts: named("ServiceDown", "CheckoutDown") }));
    expect(alertNames(draftOf(workspace))).toMatchObject([
      {
        path: "services.checkout.alerts.ServiceDown",
        message: 'Crowsnest makes an alert called "ServiceDown" itself',
      },
    ]);
  });

  it("are all known by name", () => {
    const { environments } = compileWorkspace(resolveWorkspace(draftOf(shop)));
    const declared = draftOf(shop).services.flatMap(({ value }) => value.alerts.map(({ name }) => name));
    const made = [...JSON.stringify(environments).matchAll(/"alert":"(\w+)"/g)].flatMap(
      ([, name]) => name ?? [],
    );
    const own = new Set(made.filter((name) => !declared.includes(name)));
    expect(own.size).toBeGreaterThan(5);
    expect([...own].filter((name) => !GENERATED_ALERTS.has(name))).toEqual([]);
    const constants = [
      BURN_RATE_ALERT,
      ...Object.values(BUDGET_ALERTS),
      ...Object.values(NO_DATA_ALERTS),
      ...Object.values(SIGNAL_ALERTS),
      ...SYMPTOM_ALERTS,
      SERVICE_ABSENT_ALERT,
    ];
    expect(constants.filter((name) => !GENERATED_ALERTS.has(name))).toEqual([]);
  });
});
