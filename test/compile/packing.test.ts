import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalOffence, type RuleGroup } from "../../src/artifacts/index.ts";
import { packRules, type ServiceGroups } from "../../src/compile/packing.ts";
import { environmentOf } from "../support/services.ts";

/** What the operator refuses (`MaxConfigMapDataSize`), less what YAML may add to JSON. */
const LIMIT = 0.4 * 1024 * 1024;
const environment = environmentOf([]);
const pack = (services: readonly ServiceGroups[]) => packRules(environment, "payments", services);

const rule = (name: string, bytes: number) => ({
  alert: name,
  annotations: { summary: "x".repeat(bytes) },
  expr: "up == 0",
  labels: {},
});
const group = (name: string, bytes: number, rules = 1): RuleGroup => ({
  name,
  rules: Array.from({ length: rules }, (_, index) => rule(`${name}-${index}`, bytes / rules)),
});
const small = (service: string, bytes = 1_000): ServiceGroups => ({
  service,
  groups: [group(`${service}.slos`, bytes / 2), group(`${service}.alerts`, bytes / 2)],
});
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const names = (groups: readonly RuleGroup[]) => groups.map(({ name }) => name);

/** The object that holds each group. */
function placeOf(services: readonly ServiceGroups[]): ReadonlyMap<string, string> {
  return new Map(
    pack(services).flatMap(({ name, groups }) => groups.map((held) => [held.name, name] as const)),
  );
}

describe("packing", () => {
  it("puts what fits into one object", () => {
    const [object, ...others] = pack([small("b"), small("a"), { service: "c", groups: [] }]);
    expect(others).toEqual([]);
    expect(object).toMatchObject({ name: "production-payments", namespace: "monitoring" });
    expect(names(object?.groups ?? [])).toEqual(["b.slos", "b.alerts", "a.slos", "a.alerts"]);
    expect(canonicalOffence(object)).toBeUndefined();
  });

  it("makes nothing of nothing", () => {
    expect(pack([])).toEqual([]);
    expect(pack([{ service: "a", groups: [] }])).toEqual([]);
  });

  it("loses nothing, keeps under the limit, and keeps a service in one object", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 500, max: 150_000 }), { maxLength: 40 }), (sizes) => {
        const services = sizes.map((bytes, index) => small(`service-${index}`, bytes));
        const objects = pack(services);
        expect(objects.flatMap(({ groups }) => names(groups)).sort()).toEqual(
          services.flatMap(({ groups }) => names(groups)).sort(),
        );
        expect(new Set(objects.map(({ name }) => name)).size).toBe(objects.length);
        const places = placeOf(services);
        for (const { groups, name } of objects) {
          expect(bytesOf(groups)).toBeLessThanOrEqual(LIMIT + groups.length);
          expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
        }
        for (const { service } of services) {
          expect(places.get(`${service}.slos`)).toBe(places.get(`${service}.alerts`));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("moves only the services of an object that a new one does not fit into", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 500, max: 120_000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 500, max: 120_000 }),
        fc.stringMatching(/^[a-z]{3,8}$/),
        (sizes, bytes, added) => {
          const services = sizes.map((size, index) => small(`service-${index}`, size));
          const newcomer = small(added, bytes);
          const [before, after] = [placeOf(services), placeOf([...services, newcomer])];
          const sizeOf = new Map(pack(services).map(({ name, groups }) => [name, bytesOf(groups)]));
          for (const [held, place] of before) {
            if (after.get(held) !== place) {
              // Sizes are estimated, and rather too large.
              expect((sizeOf.get(place) ?? 0) + bytesOf(newcomer.groups)).toBeGreaterThan(LIMIT * 0.75);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("does not depend on the order of services", () => {
    const services = Array.from({ length: 30 }, (_, index) => small(`service-${index}`, 60_000));
    expect([...placeOf(services)].sort()).toEqual([...placeOf([...services].reverse())].sort());
    expect(pack(services).length).toBeGreaterThan(3);
  });

  it("deals out the groups of one huge service", () => {
    const groups = Array.from({ length: 12 }, (_, index) => group(`huge.slo-${index}`, 100_000));
    const objects = pack([{ service: "huge", groups }, small("other")]);
    expect(objects.length).toBeGreaterThan(2);
    expect(objects.flatMap((object) => names(object.groups))).toHaveLength(14);
    expect(Math.max(...objects.map((object) => bytesOf(object.groups)))).toBeLessThan(LIMIT);
  });

  it("divides a huge group of alerts, and leaves recording rules in their order", () => {
    const alerts = pack([{ service: "huge", groups: [group("huge.alerts", 1_200_000, 120)] }]);
    expect(
      alerts
        .flatMap((object) => names(object.groups))
        .sort()
        .slice(0, 2),
    ).toEqual(["huge.alerts", "huge.alerts.2"]);
    expect(alerts.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules))).toHaveLength(120);
    expect(Math.max(...alerts.map(({ groups }) => bytesOf(groups)))).toBeLessThan(LIMIT);

    const recording = Array.from({ length: 3 }, (_, index) => ({
      expr: "x".repeat(200_000),
      labels: {},
      record: `step:${index}`,
    }));
    const [only, ...others] = pack([{ service: "huge", groups: [{ name: "huge.steps", rules: recording }] }]);
    expect(others).toEqual([]);
    expect(only?.groups[0]?.rules).toEqual(recording);
  });

  it("gives a part no name that another team's object could have", () => {
    const services = Array.from({ length: 20 }, (_, index) => small(`service-${index}`, 60_000));
    const parts = packRules(environment, "a", services).map(({ name }) => name);
    const others = [..."0123456789abcdef"].flatMap((digit) =>
      packRules(environment, `a-${digit}`, [small("b")]).map(({ name }) => name),
    );
    expect(parts.filter((name) => others.includes(name))).toEqual([]);
  });
});
