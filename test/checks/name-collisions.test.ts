import { describe, expect, it } from "vitest";
import { nameCollisions } from "../../src/checks/name-collisions.ts";
import {
  defineEnvironment,
  inCluster,
  kubeconfig,
  kubernetes,
  type Service,
  sentry,
} from "../../src/definitions/index.ts";
import { draftOf, production, serviceOf, servicesOf, workspaceOf } from "../support/definitions.ts";

const tracked = (name: string, options: Partial<Parameters<typeof sentry>[0]> = {}, namespace = "shop") =>
  serviceOf({
    name,
    runsOn: kubernetes({ namespace, selector: { app: name }, metricsPort: "http" }),
    errors: sentry({ platform: "node", ...options }),
  });

const check = (...services: readonly Service[]) => nameCollisions(draftOf(servicesOf(...services)));

describe("name collisions", () => {
  it("finds two services with one Sentry project", () => {
    expect(
      check(tracked("a", { project: "shop" }), tracked("b", { project: "shop", secretName: "c" })),
    ).toMatchObject([
      {
        code: "name-collision",
        path: "services.b.errors",
        message: 'the Sentry project "shop-production" is also that of the service "a"',
      },
    ]);
  });

  it("finds a project that is the name of another service", () => {
    expect(check(tracked("shop"), tracked("b", { project: "shop" }))).toHaveLength(1);
  });

  it("finds projects of two environments that meet in one slug", () => {
    const environments = ["b-c", "c"].map((name) => defineEnvironment({ name, cluster: inCluster() }));
    const services = [
      serviceOf({ name: "a", environments: ["b-c"], errors: sentry({ platform: "node" }) }),
      serviceOf({ name: "a-b", environments: ["c"], errors: sentry({ platform: "go" }) }),
    ];
    expect(
      nameCollisions(draftOf(workspaceOf({ environments, services }))).map(({ message }) => message),
    ).toEqual(['the Sentry project "a-b-c" is also that of the service "a"']);
  });

  it("finds two services of a namespace with one Secret", () => {
    const [found, ...others] = check(
      tracked("a", { secretName: "dsn" }),
      tracked("b", { secretName: "dsn" }),
    );
    expect(others).toEqual([]);
    expect(found?.message).toBe('the Secret with the DSN "dsn" is also that of the service "a"');
    expect(found?.source?.file).toBe(import.meta.filename ?? found?.source?.file);
    expect(check(tracked("a", { secretName: "dsn" }), tracked("b", { secretName: "dsn" }, "other"))).toEqual(
      [],
    );
  });

  it("finds two environments on one cluster", () => {
    const on = (name: string, context: string) =>
      defineEnvironment({ name, cluster: kubeconfig({ context }) });
    const found = (...contexts: readonly string[]) =>
      nameCollisions(
        draftOf(workspaceOf({ environments: contexts.map((context, index) => on(`env-${index}`, context)) })),
      ).map(({ path }) => path);
    expect(found("one", "one", "two", "one")).toEqual([
      "environments.env-1.cluster",
      "environments.env-3.cluster",
    ]);
    expect(found("one", "two")).toEqual([]);
  });

  it("takes each Terraform that runs in a cluster to be in one of its own", () => {
    const environments = [production, defineEnvironment({ name: "staging", cluster: inCluster() })];
    expect(nameCollisions(draftOf(workspaceOf({ environments })))).toEqual([]);
  });

  it("finds objects of one name on one cluster", () => {
    const environments = ["a", "a-b"].map((name) =>
      defineEnvironment({ name, cluster: kubeconfig({ context: "one" }) }),
    );
    const services = [
      serviceOf({ name: "b-c", environments: ["a"] }),
      serviceOf({ name: "c", environments: ["a-b"] }),
    ];
    expect(
      nameCollisions(draftOf(workspaceOf({ environments, services }))).map(({ message }) => message),
    ).toContain('the ServiceMonitor "a-b-c" is also that of the service "b-c"');
  });

  it("tells long names apart that are cut to one length", () => {
    const long = (end: string) => `${"x".repeat(45)}${end}`;
    expect(check(tracked(long("a")), tracked(long("b")))).toEqual([]);
  });
});
