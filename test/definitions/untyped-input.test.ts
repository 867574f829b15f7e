import { describe, expect, it } from "vitest";
import {
  alert,
  availability,
  counter,
  defineEnvironment,
  defineService,
  defineTeam,
  gauge,
  latency,
} from "../../src/definitions/index.ts";
import {
  diagnose,
  findings,
  payments,
  platformOf,
  serviceOf,
  servicesOf,
  untyped,
  workspaceOf,
} from "../support/definitions.ts";

const throwing = (key: string) =>
  Object.defineProperty({ kind: "service", name: "lazy" }, key, {
    enumerable: true,
    get() {
      throw new Error("not now");
    },
  });

/** Values that no definition takes, and that careless code trips over. */
const ODDITIES: readonly unknown[] = [
  null,
  0,
  Number.NaN,
  1n,
  true,
  "text",
  "",
  "x".repeat(100_000),
  "\ud800",
  "\u001b[31mred",
  Symbol("odd"),
  () => [],
  async () => [],
  class {},
  [],
  [undefined],
  [null],
  {},
  new Map(),
  new Date(0),
  /x/,
  Object.create(null),
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
];

/** Throws wherever it is looked into. */
const trap = new Proxy(
  {},
  {
    ownKeys: () => {
      throw new Error("proxy");
    },
  },
);

describe("input that TypeScript did not see", () => {
  const keys = [
    "name",
    "displayName",
    "team",
    "tier",
    "environments",
    "runsOn",
    "metrics",
    "slos",
    "alerts",
    "policy",
    "logs",
    "errors",
    "dependsOn",
    "links",
    "runbooks",
    "maintenance",
    "unknown",
  ];

  it.each(keys)("never throws, whatever `%s` of a service is", (key) => {
    expect(ODDITIES.length).toBeGreaterThan(20);
    for (const value of [...ODDITIES, trap]) {
      const service = untyped(defineService(untyped({ ...serviceOf(), [key]: value })));
      expect(Array.isArray(diagnose(servicesOf(service)))).toBe(true);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(["platform", "environments", "teams", "services", "unknown"])(
    "never throws, and always tells, whatever `%s` of a workspace is",
    (key) => {
      for (const value of [...ODDITIES, trap].filter((odd) => !Array.isArray(odd))) {
        expect(diagnose(workspaceOf({ [key]: value }))).not.toEqual([]);
        expect(diagnose(workspaceOf({ [key]: [value] }))).not.toEqual([]);
      }
    },
  );

  it.each(["name", "displayName", "notify", "errors"])("never throws, whatever `%s` of a team is", (key) => {
    for (const value of ODDITIES) {
      const team = untyped(defineTeam(untyped({ ...payments, [key]: value })));
      expect(Array.isArray(diagnose(workspaceOf({ teams: [team] })))).toBe(true);
    }
  });

  it("never throws, whatever a setting of a platform or an environment is", () => {
    const { kind: _kind, ...settings } = platformOf();
    const keys = [...Object.keys(settings), "prometheus", "namespaces", "policies", "charts", "unknown"];
    for (const key of keys) {
      for (const value of [...ODDITIES, trap]) {
        expect(Array.isArray(diagnose(workspaceOf({ platform: platformOf({ [key]: value }) })))).toBe(true);
        const platform = untyped({ [key]: value });
        const environment = defineEnvironment({ name: "odd", cluster: { kind: "inCluster" }, platform });
        expect(Array.isArray(diagnose(workspaceOf({ environments: [environment] })))).toBe(true);
      }
    }
  });

  it.each(["name", "cluster", "backend", "platform"])(
    "never throws, whatever `%s` of an environment is",
    (key) => {
      for (const value of [...ODDITIES, trap]) {
        const environment = defineEnvironment(
          untyped({ name: "odd", cluster: { kind: "inCluster" }, [key]: value }),
        );
        expect(Array.isArray(diagnose(workspaceOf({ environments: [environment] })))).toBe(true);
      }
    },
  );

  it.each(["alertmanager", "grafana", "logs", "errors", "prometheus"] as const)(
    "never throws, whatever a key of the platform's `%s` is",
    (section) => {
      const settings = { ...(platformOf()[section] as object) };
      for (const key of [...Object.keys(settings), "unknown"]) {
        for (const value of [...ODDITIES, trap]) {
          const platform = platformOf({ [section]: { ...settings, [key]: value } });
          expect(Array.isArray(diagnose(workspaceOf({ platform })))).toBe(true);
        }
      }
    },
  );

  it("never throws, whatever a whole definition is", () => {
    for (const value of ODDITIES) {
      expect(diagnose(untyped({ kind: "workspace", ...(value as object) }))).not.toEqual([]);
    }
  });

  it("never throws, whatever an SLO or an alert is made of", () => {
    for (const value of ODDITIES) {
      const service = serviceOf({
        metrics: { requests: counter("requests_total", { labels: ["code"] }), depth: gauge("depth") },
        slos: ({ requests }) => [
          untyped(value),
          availability(untyped({ objective: value, total: value, bad: value })),
          availability({ name: "b", objective: "99", total: requests, bad: { code: untyped(value) } }),
          latency(untyped({ objective: "99", of: value, within: value })),
        ],
        alerts: ({ depth }) => [
          untyped(value),
          alert(untyped(value), untyped(value)),
          alert("A", { when: untyped(value), severity: "warning", summary: "a" }),
          alert("B", { when: untyped({ expr: value }), severity: "warning", summary: "b" }),
          alert("C", { when: untyped({ promql: value }), severity: "warning", summary: "c" }),
          alert("D", { when: depth.value().above(untyped(value)), severity: "warning", summary: "d" }),
          alert("E", {
            when: depth.averageOver(untyped(value)).above(1),
            severity: "warning",
            summary: "e",
            labels: untyped(value),
          }),
        ],
      });
      expect(diagnose(servicesOf(service))).not.toEqual([]);
    }
  });

  it("reports a getter that throws at the definition that has it", () => {
    const services = [untyped(throwing("tier")), serviceOf({ name: "lazy-metrics" })];
    const metrics = throwing("requests");
    expect(
      diagnose(
        workspaceOf({
          services: [...services, serviceOf({ name: "lazy-catalog", metrics: untyped(metrics) })],
        }),
      ),
    ).toMatchObject([
      { code: "definition-throws", path: "services[0]", message: expect.stringContaining("not now") },
      { code: "definition-throws", path: "services.lazy-catalog" },
    ]);
  });

  it("reports keys that would reach a prototype", () => {
    const odd = JSON.parse('{"__proto__": {"kind": "gauge", "name": "a", "labels": []}}');
    expect(findings(servicesOf(serviceOf({ metrics: odd })))).toEqual([
      ["unknown-key", "services.checkout.metrics.__proto__"],
    ]);
    expect(
      findings(servicesOf(defineService({ ...serviceOf(), ...JSON.parse('{"__proto__": 1}') }))),
    ).toEqual([["unknown-key", "services.checkout.__proto__"]]);
    expect(
      findings(
        workspaceOf({
          environments: [
            untyped({ kind: "environment", name: "a", cluster: { kind: "inCluster" }, platform: odd }),
          ],
        }),
      ),
    ).toContainEqual(["unknown-key", "environments.a.platform.__proto__"]);
  });

  it("takes names that JavaScript's objects have", () => {
    const services = ["constructor", "hasownproperty", "tostring"].map((name) => serviceOf({ name }));
    expect(findings(workspaceOf({ services }))).toEqual([]);
  });

  it("does not change what it was given, and takes what is frozen", () => {
    const options = Object.freeze({
      name: "frozen",
      team: payments,
      runsOn: Object.freeze({ ...serviceOf().runsOn, selector: Object.freeze({ app: "frozen" }) }),
      links: Object.freeze([Object.freeze({ title: "Docs", url: "https://docs.example" })]),
    });
    expect(findings(servicesOf(defineService(options)))).toEqual([]);
  });

  it("takes one object in two places", () => {
    const shared = { environments: ["production"], links: [{ title: "Docs", url: "https://docs.example" }] };
    expect(
      findings(servicesOf(serviceOf({ name: "a", ...shared }), serviceOf({ name: "b", ...shared }))),
    ).toEqual([]);
  });

  it("shows control characters as escapes, and cuts what goes on and on", () => {
    const [odd, long] = ["a\u001b[31m\u202e", "y".repeat(100_000)];
    const { runsOn } = serviceOf();
    const found = diagnose(
      workspaceOf({ services: [serviceOf({ name: odd, runsOn }), serviceOf({ name: long, runsOn })] }),
    );
    expect(found.map(({ code }) => code)).toEqual(["invalid-name", "invalid-name"]);
    for (const { path, message, hint } of found) {
      expect(["\u001b", "\u202e"].some((odd) => `${path}${message}${hint}`.includes(odd))).toBe(false);
      expect(path.length + message.length + hint.length).toBeLessThan(3_000);
    }
  });

  it("leaves defaults where an option is undefined", () => {
    const team = defineTeam(
      untyped({ name: "payments", displayName: undefined, errors: undefined, notify: payments.notify }),
    );
    expect(team).toMatchObject({ displayName: "payments", errors: { kind: "email" } });
    expect(counter("a_total", untyped({ labels: undefined }))).toMatchObject({ labels: [] });
  });
});
