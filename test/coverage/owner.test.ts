import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/artifacts/index.ts";
import { ownership } from "../../src/coverage/owner.ts";
import { MACHINES } from "../../src/definitions/receivers/support.ts";
import { simulator } from "../../src/routing/index.ts";

const LABELS = { environment: "production", service: "checkout", team: "payments" };

/** Who answers for a service when its team's route leads to a receiver with these integrations. */
function owner(receiver: JsonObject, matchers = ['team="payments"']) {
  const config = {
    route: { receiver: "default", routes: [{ matchers, receiver: "payments/warning" }] },
    receivers: [
      { name: "default", slack_configs: [{}] },
      { ...receiver, name: "payments/warning" },
    ],
  };
  return ownership(LABELS, simulator(config));
}

describe("an owner", () => {
  it("is whoever reads what the team is sent", () => {
    expect(owner({ slack_configs: [{}], pagerduty_configs: [{}], webhook_configs: [{}] })).toEqual({
      covered: true,
      note: "pagerduty, slack",
    });
  });

  it("is no machine", () => {
    const kinds = [...MACHINES];
    expect(kinds.length).toBeGreaterThan(2);
    for (const kind of kinds) {
      expect(owner({ [`${kind}_configs`]: [{}] }), kind).toEqual({
        covered: false,
        note: `machines alone are told (${kind})`,
      });
    }
  });

  it("is not whoever hears of what belongs to nobody", () => {
    expect(owner({ slack_configs: [{}] }, ['team="others"'])).toEqual({
      covered: false,
      note: "nobody is told",
    });
  });

  it("need not be woken: who gets the tickets owns it too", () => {
    expect(owner({ email_configs: [{}] }, ['team="payments"', 'severity="warning"']).covered).toBe(true);
    expect(owner({ email_configs: [{}] }, ['team="payments"', 'severity="info"']).covered).toBe(false);
  });
});
