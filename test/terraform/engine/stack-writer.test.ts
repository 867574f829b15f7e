import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformOutput, Testing, Token } from "cdktf";
import type { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { LazyStack } from "../../../src/terraform/engine/lazy-stack.ts";
import { document, literal } from "../../../src/terraform/engine/literal.ts";
import { GrafanaDashboard, GrafanaFolder } from "../../../src/terraform/grafana/index.ts";
import { addProviders } from "../../../src/terraform/providers.ts";
import { planStacks } from "../../../src/terraform/stacks/plan.ts";
import { temporaryFolder } from "../../support/temporary.ts";
import { artifactsOf, environmentArtifacts, HOSTILE } from "../../support/terraform.ts";

const backend = { kind: "local", settings: { path: "terraform.tfstate" } } as const;

function written(fill: (scope: Construct) => void): string {
  const app = new App({ outdir: temporaryFolder() });
  new LazyStack(app, { backend, fill, name: "stack" });
  app.synth();
  return readFileSync(join(app.outdir, "stacks", "stack", "cdk.tf.json"), "utf8");
}

describe("a stack as it is written", () => {
  test("is what cdktf's own synthesizer makes of it, but for its notes", () => {
    const stacks = planStacks(artifactsOf());

    expect(stacks.length).toBeGreaterThan(0);
    for (const { fill } of stacks) {
      const app = new App({ outdir: temporaryFolder(), stackTraces: false });
      const stack = new LazyStack(app, { backend, fill, name: "stack" });
      const theirs: Record<string, unknown> = JSON.parse(stack.whileFilled(() => Testing.synth(stack)));
      const { "//": _, ...ours } = JSON.parse(written(fill));

      expect(ours).toEqual(theirs);
    }
  });

  test("keeps the references between its resources", () => {
    const text = written((scope) => {
      addProviders(scope, environmentArtifacts(), ["grafana"]);
      const folder = new GrafanaFolder(scope, "team", { title: literal(HOSTILE), uid: "team" });
      new GrafanaDashboard(scope, "checkout", {
        config_json: document({ title: HOSTILE }),
        folder: folder.uid,
      });
    });
    const { resource } = JSON.parse(text);

    expect(resource.grafana_dashboard.checkout.folder).toBe("${grafana_folder.team.uid}");
    expect(resource.grafana_folder.team.title).toContain("$${a} %%{b}");
  });

  test("holds nothing once it is written", () => {
    const app = new App({ outdir: temporaryFolder() });
    const fill = (scope: Construct) => new TerraformOutput(scope, "it", { value: literal("a") });
    const stack = new LazyStack(app, { backend, fill, name: "stack" });
    app.synth();

    expect(stack.node.children).toEqual([]);
  });

  test("does not touch how errors get their stacks", () => {
    const before = Error.captureStackTrace;
    const fill = () => {
      throw new Error("not today");
    };

    expect(() => written(fill)).toThrow("not today");
    expect(Error.captureStackTrace).toBe(before);
  });
});

describe("a literal", () => {
  test("cannot become part of a text, where nobody would escape it", () => {
    expect(() => `a ${literal("${b}")}`).toThrow("cannot be part of a string");
  });

  test("may hold what looks like a token of cdktf's", () => {
    const token = Token.asString({ resolve: () => "resolved" });
    const text = written((scope) => {
      new TerraformOutput(scope, "it", { value: literal({ [token]: [token] }) });
    });

    expect(JSON.parse(text).output.it.value).toEqual({ [`$${token}`]: [`$${token}`] });
  });
});

test("two resources of one id are an error that names both", () => {
  const fill = (scope: Construct) => {
    addProviders(scope, environmentArtifacts(), ["grafana"]);
    const folder = { title: "a", uid: "a" };
    new GrafanaFolder(scope, "one", folder);
    new GrafanaFolder(scope, "two", folder).overrideLogicalId("one");
  };

  expect(() => written(fill)).toThrowErrorMatchingInlineSnapshot(
    `[Error: stack "stack" has resource.grafana_folder.one twice: stack/grafana_folder.one and stack/grafana_folder.two]`,
  );
});
