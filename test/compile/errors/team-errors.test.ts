import { describe, expect, it } from "vitest";
import { canonicalOffence } from "../../../src/artifacts/index.ts";
import { teamErrors } from "../../../src/compile/errors/index.ts";
import type { ResolvedService } from "../../../src/workspace/index.ts";
import { environmentOf, fullService, service } from "../../support/services.ts";

const [environment, checkout] = [environmentOf([]), fullService()];

function errorsOf(...services: readonly ResolvedService[]) {
  const filled = environmentOf(services);
  const [team] = filled.teams;
  return team === undefined ? null : teamErrors(filled, team);
}

describe("what Sentry holds for a team", () => {
  it("is a project, a key, alerts and a Secret for each service that tracks errors", () => {
    const errors = errorsOf(checkout, service({ name: "silent" }));
    expect(canonicalOffence(errors)).toBeUndefined();
    expect(errors).toMatchInlineSnapshot(`
      {
        "channel": {
          "kind": "email",
        },
        "environment": "production",
        "organization": "shop",
        "projects": [
          {
            "dsnSecret": {
              "key": "SENTRY_DSN",
              "name": "checkout-sentry",
              "namespace": "shop",
            },
            "key": {
              "name": "checkout in production",
              "rateLimitCount": 300,
              "rateLimitWindowSeconds": 60,
            },
            "name": "Checkout (production)",
            "newIssueAlert": {
              "frequencyMinutes": 60,
              "name": "New and returning errors of checkout in production",
            },
            "platform": "node",
            "service": "checkout",
            "slug": "checkout-production",
            "spikeMonitor": {
              "name": "Error spike of checkout in production",
              "threshold": 100,
              "timeWindowSeconds": 3600,
            },
          },
        ],
        "team": {
          "name": "Payments (production)",
          "slug": "payments-production",
        },
      }
    `);
  });

  it("is nothing when no service tracks errors, or the platform has no organization", () => {
    expect(errorsOf(service())).toBeNull();
    const { errors: _errors, ...platform } = environment.platform;
    const [team] = environmentOf([checkout]).teams;
    expect(team && teamErrors({ ...environment, platform }, team)).toBeNull();
  });

  it("has slugs that Sentry takes, and that differ", () => {
    const long = ["a", "b"].map((end) => {
      const name = `${"x".repeat(49)}${end}`;
      return fullService({ name, errors: { ...checkout.errors, project: name } as never });
    });
    const slugs = errorsOf(...long)?.projects.map(({ slug }) => slug) ?? [];
    expect(new Set(slugs).size).toBe(2);
    for (const slug of slugs) {
      expect(slug).toMatch(/^(?!\d+$)[a-z0-9_-]{1,50}$/);
    }
  });

  it("tells the team's channel", () => {
    const filled = environmentOf([checkout]);
    const channel = { kind: "slack", integrationId: "1", channelId: "C1", channel: "#errors" } as const;
    const [team] = filled.teams;
    expect(team && teamErrors(filled, { ...team, errors: channel })?.channel).toEqual(channel);
  });
});
