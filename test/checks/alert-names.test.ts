import { expect, it } from "vitest";
import { alertNames } from "../../src/checks/alert-names.ts";
import { alert, promql } from "../../src/definitions/index.ts";
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
