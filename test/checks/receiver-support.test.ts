import { describe, expect, it } from "vitest";
import { receiverSupport } from "../../src/checks/receiver-support.ts";
import type { Receiver } from "../../src/definitions/index.ts";
import { OLDEST_ALERTMANAGER } from "../../src/definitions/receivers/support.ts";
import type { Draft } from "../../src/workspace/index.ts";
import { routedEnvironment } from "../support/platforms.ts";
import { everyReceiver } from "../support/receivers.ts";

function found(receivers: readonly Receiver[], options: { version?: string; defaultReceiver?: string } = {}) {
  const { platform: value } = routedEnvironment({ receivers, alertmanager: options });
  const at = (...path: readonly (string | number)[]) => ({ path: path.join("."), source: null });
  return receiverSupport({ platform: { value, path: "platform", at } } as unknown as Draft);
}

describe("receivers and the platform's Alertmanager", () => {
  it("go together by default", () => {
    expect(found(everyReceiver)).toEqual([]);
  });

  it.each(Object.entries(OLDEST_ALERTMANAGER))("%s needs %s", (kind, oldest) => {
    const receivers = everyReceiver.filter((receiver) => receiver.kind === kind);
    const [major, minor] = oldest.split(".").map(Number);
    expect(found(receivers, { version: oldest })).toEqual([]);
    expect(found(receivers, { version: `${major}.${(minor ?? 0) - 1}.9` })).toEqual([
      expect.objectContaining({
        code: "receiver-too-new",
        path: "alertmanager.receivers.0",
        severity: "error",
      }),
    ]);
  });

  it("are warned of a product that ends", () => {
    const [opsgenie] = everyReceiver.filter(({ kind }) => kind === "opsgenie");
    const old = { ...opsgenie, url: "https://api.eu.opsgenie.com/" } as Receiver;
    expect(found([old])).toMatchInlineSnapshot(`
      [
        {
          "code": "receiver-end-of-life",
          "hint": "Move the team to the operations of Jira Service Management and set \`url: "https://api.atlassian.com/jsm/ops/integration/"\`.",
          "message": "opsgenie, the receiver "on-opsgenie", ends on 2027-04-05",
          "path": "alertmanager.receivers.0",
          "severity": "warning",
          "source": null,
        },
      ]
    `);
  });

  it("are warned of a default that nobody reads", () => {
    expect(found(everyReceiver, { defaultReceiver: "on-webhook" })).toMatchInlineSnapshot(`
      [
        {
          "code": "default-receiver-is-a-machine",
          "hint": "Choose a receiver that a person reads: any but jira, sns, webhook.",
          "message": "the default receiver "on-webhook" is a webhook, where nobody need look",
          "path": "alertmanager.defaultReceiver",
          "severity": "warning",
          "source": null,
        },
      ]
    `);
  });
});
