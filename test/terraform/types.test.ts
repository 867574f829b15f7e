import type { Construct } from "constructs";
import { describe, expectTypeOf, test } from "vitest";
import type { Artifacts } from "../../src/artifacts/index.ts";
import { literal } from "../../src/terraform/engine/literal.ts";
import { GrafanaDashboard, GrafanaFolder } from "../../src/terraform/grafana/index.ts";
import { type SynthesizedStack, synthesize } from "../../src/terraform/index.ts";
import { SentryAlert, SentryKey } from "../../src/terraform/sentry/index.ts";

describe("types", () => {
  test("say what synthesis takes and gives", () => {
    expectTypeOf(synthesize).parameters.toEqualTypeOf<[Artifacts, string]>();
    expectTypeOf(synthesize).returns.toExtend<{ readonly stacks: readonly SynthesizedStack[] }>();
  });

  test("let a literal stand where its data would", () => {
    expectTypeOf(literal("a")).toExtend<string>();
    expectTypeOf(literal({ a: ["b"] })).toEqualTypeOf<{ a: string[] }>();
    // @ts-expect-error a literal is data, and a function is none
    literal(() => "a");
  });

  test("refuse arguments that a resource lacks, and miss none that it needs", () => {
    const make = (scope: Construct) => {
      // @ts-expect-error `uid` is missing
      new GrafanaFolder(scope, "a", { title: "a" });
      // @ts-expect-error there is no `config`
      new GrafanaDashboard(scope, "a", { config: "{}", config_json: "{}", folder: "a" });
      const key = { name: "a", organization: "b", project: "c", rate_limit_window: 60 };
      // @ts-expect-error a rate limit is a number
      new SentryKey(scope, "a", { ...key, rate_limit_count: "300" });
      const alert = { frequency_minutes: 60, monitor_ids: ["1"], name: "a", organization: "b" };
      // @ts-expect-error one kind of action at a time
      new SentryAlert(scope, "a", { ...alert, action: { pager: { id: "a" } } });
    };

    expectTypeOf(make).returns.toBeVoid();
  });
});
