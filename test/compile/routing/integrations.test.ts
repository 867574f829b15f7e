import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../src/artifacts/index.ts";
import { alertingArtifact } from "../../../src/compile/routing/index.ts";
import { integration } from "../../../src/compile/routing/integrations.ts";
import type { Receiver } from "../../../src/definitions/index.ts";
import { receiverSchema } from "../../../src/definitions/receiver.ts";
import { OLDEST_ALERTMANAGER } from "../../../src/definitions/receivers/support.ts";
import { checkConfig } from "../../support/alertmanager.ts";
import { routedEnvironment, team } from "../../support/platforms.ts";
import { everyReceiver } from "../../support/receivers.ts";
import { renderTemplate } from "../../support/templates.ts";

const names = everyReceiver.map(({ name }) => name);
const { config, templates } = alertingArtifact(
  routedEnvironment({
    receivers: everyReceiver,
    teams: [team("platform", { critical: names, warning: names, info: names })],
    alertmanager: { defaultReceiver: "on-slack" },
  }),
);

describe("receivers of every kind", () => {
  it("are all there", () => {
    expect(everyReceiver.map(({ kind }) => kind).sort()).toEqual(Object.keys(OLDEST_ALERTMANAGER).sort());
    for (const receiver of everyReceiver) {
      expect(receiverSchema.parse(receiver)).toEqual(receiver);
    }
  });

  it("are what amtool accepts", async () => {
    const result = await checkConfig({ ...config, templates: [] });
    expect(result.stderr).toBe("");
    expect(result.code).toBe(0);
  });

  it("hold their credentials in files", () => {
    expect(everyReceiver.map((receiver) => integration(receiver, "critical"))).toMatchSnapshot();
  });

  it("have messages that Alertmanager renders", async () => {
    const fields = everyReceiver.flatMap((receiver) =>
      textsIn(integration(receiver, "warning").settings).filter((text) => text.includes("{{")),
    );
    expect(fields.length).toBeGreaterThan(30);
    const alerts = [
      {
        annotations: { runbook_url: "https://runbooks.shop.example/A", summary: "It is broken." },
        labels: { alertname: "A", environment: "production", service: "checkout", team: "payments" },
        startsAt: "2026-03-29T00:59:30Z",
      },
    ];
    const rendered = await renderTemplate({
      templates: templates["crowsnest.tmpl"] ?? "",
      text: fields.join("\n--\n"),
      alerts,
    });
    expect(rendered).not.toContain("no value");
    expect(rendered.split("\n--\n").filter((text) => text === "")).toHaveLength(3);
  });
});

describe("text that users write into a receiver", () => {
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom("{{", "}}", "{{.Labels}}", "{{{", "{", '{{env "HOME"}}', "{{-", "`", '"', "\\"),
        fc.string({ unit: "grapheme", maxLength: 5 }),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((parts) =>
      parts
        .join("")
        .replace(/[\s\0]/g, "_")
        .toWellFormed(),
    );

  it("is never evaluated by Alertmanager", async () => {
    const samples = fc.sample(text, { numRuns: 200, seed: 6 }).filter((sample) => sample !== "");
    const fields = samples.flatMap((written): [string, JsonValue | undefined][] => [
      [written, field({ kind: "slack", channel: written }, "channel")],
      [written, field({ kind: "mattermost", channel: written }, "channel")],
      [written, field({ kind: "rocketChat", channel: written }, "channel")],
      [written, field({ kind: "victorOps", routingKey: written }, "routing_key")],
      [written, field({ kind: "jira", issueType: written }, "issue_type")],
      [written, field({ kind: "email", to: written }, "to")],
      [written, (field({ kind: "opsgenie", team: written }, "responders") as JsonObject[])[0]?.name],
    ]);
    // Another action follows, as in a template that goes on.
    const template = fields.map(([, value]) => `${value}{{ "" }}`).join("\n");
    const rendered = await renderTemplate({ templates: "", text: template, alerts: [] });
    expect(rendered.split("\n")).toEqual(fields.map(([written]) => written));
  });
});

/** A field of an integration whose receiver says something odd. */
function field(odd: Partial<Receiver>, name: string): JsonValue | undefined {
  const receiver = everyReceiver.find(({ kind }) => kind === odd.kind);
  return integration({ ...receiver, ...odd } as Receiver, "critical").settings[name];
}

function textsIn(value: JsonValue): readonly string[] {
  return typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];
}
