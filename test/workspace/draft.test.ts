import { describe, expect, it } from "vitest";
import {
  alert,
  availability,
  counter,
  defineAlertPolicy,
  defineEnvironment,
  defineTeam,
  defineWorkspace,
  inCluster,
  loki,
  promql,
  s3,
} from "../../src/definitions/index.ts";
import { draftWorkspace } from "../../src/workspace/index.ts";
import {
  chat,
  diagnose,
  findings,
  payments,
  platformOf,
  production,
  serviceOf,
  servicesOf,
  untyped,
  workspaceOf,
} from "../support/definitions.ts";

describe("a draft", () => {
  it("of a workspace without a mistake has every definition", () => {
    const { draft, diagnostics } = draftWorkspace(workspaceOf());
    expect(diagnostics).toEqual([]);
    expect(draft.platform?.value.name).toBe("shop");
    expect(draft.environments.map(({ value }) => value.name)).toEqual(["production"]);
    expect(draft.teams.map(({ value }) => value.name)).toEqual(["payments"]);
    expect(draft.services.map(({ path, value }) => [path, value.team, value.dependsOn])).toEqual([
      ["services.checkout", "payments", []],
    ]);
  });

  it("says what a workspace lacks", () => {
    expect(findings(defineWorkspace(untyped({})))).toEqual([
      ["missing-key", "environments"],
      ["missing-key", "platform"],
      ["missing-key", "services"],
      ["missing-key", "teams"],
    ]);
    expect(findings(workspaceOf({ environments: [] }))).toEqual([["invalid-value", "environments"]]);
    expect(findings(workspaceOf(untyped({ service: [] })))).toEqual([["unknown-key", "service"]]);
  });

  it("says when a definition stands in the wrong list", () => {
    const found = diagnose(
      workspaceOf({ teams: [payments, untyped(production)], services: untyped([undefined]) }),
    );
    expect(found).toMatchObject([
      {
        code: "invalid-value",
        path: "teams[1]",
        message: "not a team",
        hint: "A list of what defineTeam returns.",
      },
      { code: "invalid-value", path: "services[0]", message: "not a service" },
    ]);
  });

  it("knows names of definitions that were refused", () => {
    const { draft } = draftWorkspace(servicesOf(serviceOf({ name: "broken", tier: untyped("gold") })));
    expect(draft.services).toEqual([]);
    expect([...draft.declared.services]).toEqual(["broken"]);
  });

  it("reports a callback that throws, at its line", () => {
    const service = serviceOf({
      metrics: { requests: counter("requests_total", { labels: ["code"] }) },
      slos: (metrics) => [
        availability({
          objective: "99",
          total: untyped((metrics as unknown as { requets: { where(): never } }).requets.where()),
          bad: {},
        }),
      ],
    });
    const [found, ...others] = diagnose(servicesOf(service));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: "definition-throws",
      path: "services.checkout.slos",
      message: expect.stringContaining("undefined"),
    });
    expect(found?.source?.line).toBeGreaterThan(60);
  });

  it("goes on past an unknown key to the mistakes behind it", () => {
    const service = serviceOf({
      metrics: { requests: counter("requests_total", { labels: ["code"] }) },
      slos: ({ requests }) => [
        availability({ name: "wrong", objective: "100", total: requests, bad: { code: "500" } }),
        availability({ name: "twice", objective: "99", total: requests, bad: { code: "500" } }),
        availability(
          untyped({ name: "twice", objective: "99", total: requests, bad: { status: "500" }, windo: "7d" }),
        ),
      ],
      dependsOn: [serviceOf({ name: "unlisted" })],
      ...({ teir: "low" } as object),
    });
    expect(findings(servicesOf(service))).toEqual([
      ["unknown-dependency", "services.checkout.dependsOn[0]"],
      ["duplicate-name", "services.checkout.slos.twice"],
      ["unknown-label", "services.checkout.slos.twice"],
      ["unknown-key", "services.checkout.slos.twice.windo"],
      ["objective-out-of-range", "services.checkout.slos.wrong.objective"],
      ["unknown-key", "services.checkout.teir"],
    ]);
  });

  it("says what was expected and what a key of one's own must look like", () => {
    const labels = { "a-b": "x" };
    const wrong = alert("A", { when: promql("vector(1) > 0"), severity: "info", summary: "a", labels });
    const service = serviceOf({ displayName: untyped(3), alerts: [wrong] });
    expect(diagnose(servicesOf(service))).toMatchObject([
      {
        code: "invalid-value",
        path: "services.checkout.displayName",
        message: "expected string, received number: 3",
      },
      {
        code: "invalid-name",
        path: "services.checkout.alerts.A.labels.a-b",
        message: 'not a valid label name: "a-b"',
        hint: expect.stringContaining("underscores"),
      },
    ]);
  });

  it("reads what plain JavaScript leaves out of a policy and of a team's duty", () => {
    const policy = defineAlertPolicy(untyped({ name: "none" }));
    const team = defineTeam({
      name: "payments",
      notify: { critical: chat, warning: chat },
      onCall: untyped({ outside: null }),
    });
    expect(findings(workspaceOf({ teams: [team], services: [serviceOf({ policy })] }))).toEqual([
      ["missing-key", "services.checkout.policy.burnRate"],
      ["invalid-value", "teams.payments.onCall.outside"],
    ]);
  });

  it("says what a key may be", () => {
    expect(diagnose(servicesOf(serviceOf({ tier: untyped("gold") })))).toMatchObject([
      {
        code: "invalid-value",
        message: expect.stringContaining('"gold"'),
        hint: 'Expected "critical" or "standard" or "low".',
      },
    ]);
    expect(
      diagnose(
        workspaceOf({ platform: platformOf({ logs: untyped({ kind: "loki", storage: { kind: "nfs" } }) }) }),
      ),
    ).toMatchObject([{ path: "platform.logs.storage.kind", hint: 'Expected "filesystem" or "s3".' }]);
    expect(
      diagnose(servicesOf(serviceOf({ alerts: [alert("A", untyped({ summary: "a", when: undefined }))] }))),
    ).toMatchObject([
      { code: "missing-key", path: "services.checkout.alerts.A.severity" },
      { code: "missing-key", path: "services.checkout.alerts.A.when" },
    ]);
    expect(diagnose(servicesOf(serviceOf({ dependsOn: untyped([undefined]) })))).toMatchObject([
      {
        code: "missing-key",
        message: "item 1 of the list is undefined",
        hint: expect.stringContaining("import each other"),
      },
    ]);
  });
});

describe("settings of an environment", () => {
  const settingsOf = (platform: Parameters<typeof defineEnvironment>[0]["platform"] = {}) => {
    const environment = defineEnvironment({ name: "staging", cluster: inCluster(), platform });
    const { draft, diagnostics } = draftWorkspace(workspaceOf({ environments: [environment] }));
    expect(diagnostics).toEqual([]);
    return draft.environments[0]?.value.settings;
  };

  it("are the platform's where it says nothing", () => {
    expect(settingsOf()).toEqual(draftWorkspace(workspaceOf()).draft.platform?.value);
    expect(settingsOf(untyped({ prometheus: undefined, logs: { replicas: undefined } }))).toEqual(
      settingsOf(),
    );
  });

  it("replace keys of a section, and leave the others", () => {
    expect(
      settingsOf({
        prometheus: { replicas: 1 },
        alertmanager: { replicas: 1 },
        grafana: { url: "https://grafana.staging.example" },
        logs: loki({ storage: s3({ bucket: "staging-logs", region: "eu" }), retention: "7d" }),
        namespaces: { logging: "logs" },
        charts: { loki: "19.0.0" },
      }),
    ).toMatchObject({
      prometheus: { replicas: 1, retention: "35d" },
      alertmanager: { replicas: 1, defaultReceiver: "chat", receivers: [{ name: "chat" }] },
      grafana: { url: "https://grafana.staging.example", admin: { secretName: "grafana-admin" } },
      logs: { replicas: 3, retention: "7d", storage: { bucket: "staging-logs" } },
      namespaces: { monitoring: "monitoring", logging: "logs" },
      charts: { loki: "19.0.0", kubePrometheusStack: "88.5.3" },
    });
  });

  it("are checked where they were written", () => {
    const environment = defineEnvironment({
      name: "staging",
      cluster: inCluster(),
      platform: untyped({ prometheus: { replicas: 0, retentoin: "7d" }, tracing: {} }),
    });
    const found = diagnose(workspaceOf({ environments: [environment] }));
    expect(found.map(({ code, path }) => [code, path]).sort()).toEqual([
      ["invalid-value", "environments.staging.platform.prometheus.replicas"],
      ["unknown-key", "environments.staging.platform.prometheus.retentoin"],
      ["unknown-key", "environments.staging.platform.tracing"],
    ]);
    expect(new Set(found.map(({ source }) => source?.line)).size).toBe(1);
  });

  it("do not repeat a mistake of the platform", () => {
    const environments = ["a", "b"].map((name) => defineEnvironment({ name, cluster: inCluster() }));
    const platform = platformOf(untyped({ tracing: {} }));
    expect(findings(workspaceOf({ platform, environments }))).toEqual([["unknown-key", "platform.tracing"]]);
  });
});
