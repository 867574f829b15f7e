import { describe, expect, it } from "vitest";
import type { Artifacts, JsonObject } from "../../src/artifacts/index.ts";
import { auditArtifacts } from "../../src/audit/index.ts";
import { compileDefinition } from "../../src/cli/pipeline.ts";
import { alert, gauge } from "../../src/definitions/index.ts";
import { serviceOf, servicesOf } from "../support/definitions.ts";

const compiled = compileDefinition(
  servicesOf(
    serviceOf({
      metrics: { queue: gauge("queue_depth") },
      alerts: ({ queue }) => [
        alert("Slow", { when: queue.max().above(1), severity: "warning", summary: "It is slow" }),
      ],
    }),
  ),
);

/** What is wrong when Alertmanager gets another configuration than the one that was made. */
function withRoutes(routes: readonly JsonObject[], receivers: readonly JsonObject[] = []) {
  const { artifacts, draft, workspace } = compiled;
  if (artifacts === undefined) throw new Error("the workspace is right");
  const chat = { name: "chat", slack_configs: [{ channel: "#alerts" }] };
  const config = { route: { receiver: "chat", routes }, receivers: [chat, ...receivers] };
  const planted: Artifacts = {
    ...artifacts,
    environments: artifacts.environments.map((environment) => ({
      ...environment,
      alerting: { ...environment.alerting, config },
    })),
  };
  return auditArtifacts({ draft, workspace, artifacts: planted })
    .filter(({ path, code }) => path.includes("Slow") || code === "dead-route")
    .map(({ code, message }) => `${code}: ${message}`);
}

describe("a planted mistake in routes", () => {
  it("is none when each alert reaches somebody once", () => {
    expect(withRoutes([{ matchers: ['team="payments"'], receiver: "chat" }])).toEqual([]);
  });

  it("is an alert that reaches nobody", () => {
    expect(
      withRoutes([{ matchers: ['team="payments"'], receiver: "silence" }], [{ name: "silence" }]),
    ).toEqual([
      'alert-reaches-nobody: the alert Slow reaches nobody in "production": its receivers are silence',
    ]);
  });

  it("is an alert that lands on the default receiver", () => {
    expect(withRoutes([{ matchers: ['team="others"'], receiver: "chat" }])).toEqual([
      'alert-on-default-receiver: the alert Slow has no route of its own in "production" and lands on the default receiver',
    ]);
  });

  it("is an alert that is delivered twice", () => {
    const route = { matchers: ['team="payments"'], receiver: "chat" };
    expect(
      withRoutes([
        { ...route, continue: true },
        { ...route, matchers: ['service="checkout"'] },
      ]),
    ).toEqual(['alert-delivered-twice: the alert Slow is sent to chat twice in "production"']);
  });

  it("is a route that is never reached", () => {
    const route = { matchers: ['team="payments"'], receiver: "chat" };
    expect(withRoutes([route, { ...route, matchers: [...route.matchers, 'severity="critical"'] }])).toEqual([
      "dead-route: the route to chat is never reached: the one to chat before it takes everything",
    ]);
  });
});
