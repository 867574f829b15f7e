import { describe, expect, it } from "vitest";
import { defineTeam, kubernetes, pagerduty } from "../../src/definitions/index.ts";
import {
  chat,
  diagnose,
  payments,
  platformOf,
  serviceOf,
  servicesOf,
  workspaceOf,
} from "../support/definitions.ts";

const pager = pagerduty({
  name: "pager",
  routingKey: { kind: "secretRef", name: "receivers", key: "pager" },
});
const discovery = defineTeam({ name: "discovery", notify: { critical: chat, warning: chat } });

describe("references", () => {
  it("names a team that is not in the workspace, and the nearest", () => {
    const payment = defineTeam({ name: "payment", notify: { critical: chat, warning: chat } });
    expect(diagnose(servicesOf(serviceOf({ team: payment })))).toMatchObject([
      {
        code: "unknown-team",
        path: "services.checkout.team",
        hint: 'Add it to `teams` of defineWorkspace. Did you mean "payments"?',
      },
    ]);
  });

  it("names the platform's team", () => {
    expect(diagnose(workspaceOf({ platform: platformOf({ team: discovery }) }))).toMatchObject([
      { code: "unknown-team", path: "platform.team" },
    ]);
  });

  it("names a dependency that is not in the workspace", () => {
    const service = serviceOf({ dependsOn: [serviceOf({ name: "orders-database" })] });
    expect(diagnose(servicesOf(service))).toMatchObject([
      {
        code: "unknown-dependency",
        path: "services.checkout.dependsOn[0]",
        message: 'the service "orders-database" is not in the workspace',
      },
    ]);
  });

  it("does not blame a reference for a mistake in what it leads to", () => {
    const broken = serviceOf({ name: "broken", tier: "urgent" as never });
    expect(diagnose(servicesOf(serviceOf({ dependsOn: [broken] }), broken)).map(({ path }) => path)).toEqual([
      "services.broken.tier",
    ]);
  });

  it("names environments that are not in the workspace", () => {
    const runsOn = kubernetes({
      namespace: { production: "shop", prod: "shop" },
      selector: { app: "a" },
      metricsPort: "http",
    });
    expect(diagnose(servicesOf(serviceOf({ environments: ["production", "qa"], runsOn })))).toMatchObject([
      {
        code: "unknown-environment",
        path: "services.checkout.runsOn.namespace.prod",
        message: 'the environment "prod" is not in the workspace',
        hint: 'Did you mean "production"?',
      },
      { code: "unknown-environment", path: "services.checkout.environments", hint: 'Known: "production".' },
    ]);
  });

  it("asks for a namespace in each environment", () => {
    const runsOn = kubernetes({ namespace: {}, selector: { app: "a" }, metricsPort: "http" });
    expect(diagnose(servicesOf(serviceOf({ runsOn })))).toMatchObject([
      { code: "missing-key", message: 'no namespace for the environment "production"' },
    ]);
  });

  it("names receivers that the platform does not have", () => {
    const team = defineTeam({
      name: "payments",
      notify: { critical: [chat, pager], warning: chat, info: pager },
    });
    const { alertmanager } = platformOf();
    const platform = platformOf({ alertmanager: { ...alertmanager, defaultReceiver: pager } });
    expect(
      diagnose(workspaceOf({ teams: [team], platform }))
        .map(({ code, path }) => [code, path])
        .sort(),
    ).toEqual([
      ["unknown-receiver", "platform.alertmanager.defaultReceiver"],
      ["unknown-receiver", "teams.payments.notify.critical[1]"],
      ["unknown-receiver", "teams.payments.notify.info[0]"],
    ]);
  });

  it("finds nothing in a workspace that is whole", () => {
    expect(diagnose(workspaceOf({ teams: [payments, discovery] }))).toEqual([]);
  });
});
