import { describe, expect, it } from "vitest";
import {
  alert,
  availability,
  counter,
  defineAlertPolicy,
  defineEnvironment,
  defineTeam,
  inCluster,
  kubernetes,
  promql,
  sentry,
  type WorkspaceDefinition,
  workbookPolicy,
} from "../../src/definitions/index.ts";
import { type ResolvedService, resolveWorkspace } from "../../src/workspace/index.ts";
import {
  chat,
  draftOf,
  payments,
  platformOf,
  production,
  serviceOf,
  servicesOf,
  workspaceOf,
} from "../support/definitions.ts";

const staging = defineEnvironment({
  name: "staging",
  cluster: inCluster(),
  platform: { prometheus: { scrapeInterval: "1m" } },
});

const policy = (name: string) =>
  defineAlertPolicy({
    name,
    burnRate: [{ name: "ticket", severity: "warning", budget: "10%", long: "1d", short: "2h" }],
  });

const resolve = (definition: WorkspaceDefinition) => resolveWorkspace(draftOf(definition));

function only(definition: WorkspaceDefinition): ResolvedService {
  const services = resolve(definition).environments.flatMap(({ teams }) =>
    teams.flatMap((team) => team.services),
  );
  expect(services).toHaveLength(1);
  return services[0] as ResolvedService;
}

describe("resolving", () => {
  it("fills in what a service does not say", () => {
    expect(
      only(servicesOf(serviceOf({ errors: sentry({ platform: "go" }), logs: { format: "json" } }))),
    ).toMatchObject({
      name: "checkout",
      displayName: "checkout",
      description: undefined,
      component: "application",
      team: "payments",
      tier: "standard",
      environment: "production",
      namespace: "shop",
      scrape: {
        selector: { app: "checkout" },
        port: "http",
        path: "/metrics",
        interval: "15s",
        timeout: "10s",
      },
      metrics: {},
      slos: [],
      alerts: [],
      policy: workbookPolicy,
      maintenance: [],
      logs: {
        format: "json",
        retention: "30d",
        retentionClass: "default",
        errors: { above: 10, within: "5m", severity: "warning" },
      },
      errors: {
        platform: "go",
        project: "checkout",
        rateLimit: 300,
        spike: 100,
        secretName: "checkout-sentry",
      },
      dependsOn: [],
      dependents: [],
      links: [],
      runbooks: undefined,
    });
  });

  it("lays every service out in each of its environments", () => {
    const services = [
      serviceOf({ name: "everywhere" }),
      serviceOf({ name: "here", environments: ["production"] }),
    ];
    const { environments } = resolve(workspaceOf({ environments: [staging, production], services }));
    expect(
      environments.map(({ name, teams }) => [
        name,
        teams.flatMap((team) => team.services.map((service) => service.name)),
      ]),
    ).toEqual([
      ["production", ["everywhere", "here"]],
      ["staging", ["everywhere"]],
    ]);
  });

  it("takes the namespace of the environment", () => {
    const runsOn = kubernetes({
      namespace: { production: "shop", staging: "shop-staging" },
      selector: { app: "checkout" },
      metricsPort: "http",
    });
    const { environments } = resolve(
      workspaceOf({ environments: [staging, production], services: [serviceOf({ runsOn })] }),
    );
    expect(environments.map(({ teams }) => teams[0]?.services[0]?.namespace)).toEqual([
      "shop",
      "shop-staging",
    ]);
  });

  it.each([
    [{}, "15s", "10s"],
    [{ scrapeInterval: "5s" }, "5s", "4s"],
    [{ scrapeInterval: "2s" }, "2s", "1600ms"],
    [{ scrapeInterval: "5m" }, "5m", "10s"],
    [{ scrapeInterval: "5m", scrapeTimeout: "1m" }, "5m", "1m"],
  ])("scrapes %j in time", (options, interval, timeout) => {
    const runsOn = kubernetes({ namespace: "shop", selector: { app: "a" }, metricsPort: "http", ...options });
    expect(only(servicesOf(serviceOf({ runsOn }))).scrape).toMatchObject({ interval, timeout });
  });

  it("scrapes as often as the environment says", () => {
    const { environments } = resolve(workspaceOf({ environments: [staging] }));
    expect(environments[0]?.teams[0]?.services[0]?.scrape.interval).toBe("1m");
  });

  it("chooses the policy: the service's, else the tier's, else the workbook's", () => {
    const platform = platformOf({ policies: { low: policy("low") } });
    const named = (options: Parameters<typeof serviceOf>[0]) =>
      only(workspaceOf({ platform, services: [serviceOf(options)] })).policy.name;
    expect(named({ tier: "low" })).toBe("low");
    expect(named({ tier: "critical" })).toBe("workbook");
    expect(named({ tier: "low", policy: policy("own") })).toBe("own");
  });

  it("chooses the tier's policy of the environment", () => {
    const quiet = policy("quiet");
    const environments = [
      defineEnvironment({
        name: "staging",
        cluster: inCluster(),
        platform: { policies: { standard: quiet } },
      }),
    ];
    expect(only(workspaceOf({ environments })).policy.name).toBe("quiet");
  });

  it("links dependencies both ways, where both are", () => {
    const database = serviceOf({ name: "database", environments: ["production"] });
    const services = [
      serviceOf({ name: "b", dependsOn: [database, database] }),
      serviceOf({ name: "a", dependsOn: [database] }),
      database,
    ];
    const { environments } = resolve(workspaceOf({ environments: [staging, production], services }));
    const links = environments.map(({ teams }) =>
      teams.flatMap((team) =>
        team.services.map(({ name, dependsOn, dependents }) => [name, dependsOn, dependents]),
      ),
    );
    expect(links).toEqual([
      [
        ["a", ["database"], []],
        ["b", ["database"], []],
        ["database", [], ["a", "b"]],
      ],
      [
        ["a", [], []],
        ["b", [], []],
      ],
    ]);
  });

  it("sorts what has names, whatever order it was written in", () => {
    const names = ["c", "a", "b"];
    const metrics = { requests: counter("requests_total", { labels: ["code"] }) };
    const definition = (order: readonly string[]) =>
      workspaceOf({
        environments: order.map((name) => defineEnvironment({ name, cluster: inCluster() })),
        teams: [
          payments,
          ...order.map((name) => defineTeam({ name, notify: { critical: chat, warning: chat } })),
        ],
        services: order.map((name) =>
          serviceOf({
            name,
            metrics,
            slos: ({ requests }) =>
              order.map((slo) =>
                availability({ name: slo, objective: "99", total: requests, bad: { code: "500" } }),
              ),
            alerts: order.map((end) =>
              alert(`${name}${end}`, { when: promql("up == 0"), severity: "info", summary: "a" }),
            ),
          }),
        ),
      });
    const resolved = resolve(definition(names));
    expect(resolved).toEqual(resolve(definition([...names].reverse())));
    expect(resolved.environments[0]?.teams.map(({ name }) => name)).toEqual(["a", "b", "c", "payments"]);
  });

  it("spells one length of time one way", () => {
    const slos = (window: string) =>
      only(
        servicesOf(
          serviceOf({
            metrics: { requests: counter("requests_total", { labels: ["code"] }) },
            slos: ({ requests }) => [
              availability({ objective: "99", window, total: requests, bad: { code: "500" } }),
            ],
          }),
        ),
      ).slos.map(({ window }) => window);
    expect([slos("4w"), slos("28d"), slos("672h")]).toEqual([["28d"], ["28d"], ["28d"]]);
  });

  it("keeps a team that has no service here", () => {
    const { environments } = resolve(workspaceOf({ services: [] }));
    expect(environments[0]?.teams).toMatchObject([{ name: "payments", services: [] }]);
  });
});
