import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  folderUid,
  kubernetesName,
  objectLabels,
  objectSelector,
  sentryProjectSlug,
  sentryTeamSlug,
  serviceDashboardUid,
  shortHash,
  stableName,
} from "../../src/workspace/index.ts";

const name = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$/);
const path = fc.array(name, { minLength: 1, maxLength: 4 });
const twoPaths = fc.tuple(path, path).filter(([a, b]) => JSON.stringify(a) !== JSON.stringify(b));

describe("stable names", () => {
  it("are short enough, and names that Kubernetes and Grafana take", () => {
    fc.assert(
      fc.property(path, fc.integer({ min: 20, max: 63 }), (parts, maximum) => {
        const stable = stableName(maximum, ...parts);
        expect(stable.length).toBeLessThanOrEqual(maximum);
        expect(stable).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
        expect(stable).toBe(stableName(maximum, ...parts));
      }),
    );
  });

  it("differ where paths differ, also in where a part ends", () => {
    fc.assert(
      fc.property(twoPaths, ([a, b]) => {
        expect(stableName(40, ...a)).not.toBe(stableName(40, ...b));
      }),
    );
    expect(stableName(40, "a-b", "c")).not.toBe(stableName(40, "a", "b-c"));
    expect(shortHash("a", "bc")).not.toBe(shortHash("ab", "c"));
  });

  it("stay what they are", () => {
    expect([
      stableName(40, "production", "checkout"),
      folderUid("production", "payments"),
      serviceDashboardUid("production", "checkout"),
      kubernetesName("production", "checkout"),
      kubernetesName("production", "x".repeat(60)),
      sentryTeamSlug("production", "payments"),
      sentryProjectSlug("production", { name: "checkout", errors: { project: "x".repeat(45) } }),
    ]).toMatchInlineSnapshot(`
      [
        "production-checkout-049c0c29",
        "production-team-payments-5bc66a56",
        "production-service-checkout-dd85c91a",
        "production-checkout",
        "production-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-6c98ef2e",
        "payments-production",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-bfc55cfd",
      ]
    `);
  });

  it("fit their targets", () => {
    fc.assert(
      fc.property(name, name, (environment, owner) => {
        expect(folderUid(environment, owner).length).toBeLessThanOrEqual(40);
        expect(serviceDashboardUid(environment, owner).length).toBeLessThanOrEqual(40);
        expect(folderUid(environment, owner)).not.toBe(serviceDashboardUid(environment, owner));
        expect(kubernetesName(environment, owner).length).toBeLessThanOrEqual(63);
        const slugs = [sentryTeamSlug(environment, owner), sentryProjectSlug(environment, { name: owner })];
        for (const slug of slugs) {
          expect(slug).toMatch(/^[a-z0-9][a-z0-9-]{0,49}$/);
        }
      }),
    );
  });
});

it("labels select what every object of the environment carries", () => {
  expect(Object.keys(objectSelector("production"))).not.toEqual([]);
  expect(objectLabels("production", "payments")).toMatchObject(objectSelector("production"));
  expect(objectLabels("staging", "payments")).not.toMatchObject(objectSelector("production"));
});
