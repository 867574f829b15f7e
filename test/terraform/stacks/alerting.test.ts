import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { stackOf } from "../../support/stack.ts";
import { artifactsOf, environmentArtifacts, HOSTILE } from "../../support/terraform.ts";

const { alerting } = environmentArtifacts();
const stack = stackOf(artifactsOf(), "production-alerting");
/** What Terraform makes of a text without references. */
const read = (text: string) => text.replaceAll("$${", () => "${").replaceAll("%%{", () => "%{");

describe("the stack of the routes", () => {
  const secret = stack.resource?.kubernetes_secret_v1?.["crowsnest-alertmanager"];
  const data = secret?.data as Record<string, string>;

  test("holds one Secret with the whole configuration and its templates", () => {
    expect(Object.keys(stack.resource ?? {})).toEqual(["kubernetes_secret_v1"]);
    expect(Object.keys(stack.resource?.kubernetes_secret_v1 ?? {})).toHaveLength(1);
    expect(secret?.metadata).toEqual({
      labels: { "app.kubernetes.io/managed-by": "crowsnest" },
      name: "crowsnest-alertmanager",
      namespace: "monitoring",
    });
    expect(parse(read(data["alertmanager.yaml"] ?? ""))).toEqual(alerting.config);
    expect(read(data["slack.tmpl"] ?? "")).toBe(`{{ define "title" }}${HOSTILE}{{ end }}`);
  });

  test("shows people what the provider hides", () => {
    const shown = JSON.parse(read(JSON.stringify(stack.output?.alertmanager?.value)));

    expect(shown).toEqual({ config: alerting.config, templates: alerting.templates });
  });
});
