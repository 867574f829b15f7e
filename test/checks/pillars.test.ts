import { describe, expect, it } from "vitest";
import {
  defineEnvironment,
  definePlatform,
  filesystem,
  inCluster,
  loki,
  s3,
  sentry,
} from "../../src/definitions/index.ts";
import { diagnose, platformOf, production, serviceOf, workspaceOf } from "../support/definitions.ts";

describe("pillars", () => {
  it("need a place that the platform gives", () => {
    const { logs: _logs, errors: _errors, kind: _kind, ...rest } = platformOf();
    const services = [serviceOf({ logs: { format: "json" }, errors: sentry({ platform: "go" }) })];
    expect(diagnose(workspaceOf({ platform: definePlatform(rest), services }))).toMatchObject([
      { code: "missing-key", path: "platform.errors" },
      {
        code: "missing-key",
        path: "platform.logs",
        hint: "Give definePlatform `logs: loki({ … })` or `logs: elk({ … })`.",
      },
    ]);
  });

  it("need storage that replicas of Loki share", () => {
    const staging = defineEnvironment({
      name: "staging",
      cluster: inCluster(),
      platform: { logs: loki({ storage: filesystem({ size: "10Gi" }) }) },
    });
    expect(diagnose(workspaceOf({ environments: [production, staging] }))).toMatchObject([
      { code: "storage-not-shared", path: "environments.staging.platform.logs" },
    ]);
  });

  it("need three replicas of a distributed Loki", () => {
    const storage = s3({ bucket: "logs", region: "eu-central-1" });
    const staging = defineEnvironment({
      name: "staging",
      cluster: inCluster(),
      platform: { logs: loki({ mode: "distributed", replicas: 2, storage }) },
    });
    expect(diagnose(workspaceOf({ environments: [production, staging] }))).toMatchObject([
      { code: "invalid-value", path: "environments.staging.platform.logs" },
    ]);
  });
});
