import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BackendArtifact } from "../../src/artifacts/index.ts";
import { stateBackend } from "../../src/terraform/state.ts";
import { stacksOf } from "../support/stack.ts";
import { artifactsOf, environmentArtifacts } from "../support/terraform.ts";

const STACK = "production-platform";

describe("the state of a stack", () => {
  test.each([
    ["beside the output folder", null, "../../../terraform.production-platform.tfstate"],
    [
      "in a folder given from the output folder",
      "state",
      "../../state/terraform.production-platform.tfstate",
    ],
    ["in a folder above", "../../state", "../../../../state/terraform.production-platform.tfstate"],
    ["in a folder given in full", "/var/state", "/var/state/terraform.production-platform.tfstate"],
  ])("lies %s", (_, directory, path) => {
    expect(stateBackend({ directory, kind: "local" }, STACK)).toEqual({ kind: "local", settings: { path } });
  });

  test("is found from the folder that Terraform runs in", () => {
    const { settings } = stateBackend({ directory: null, kind: "local" }, STACK);

    expect(join("project/cdktf.out/stacks/production-platform", String(settings.path))).toBe(
      "project/terraform.production-platform.tfstate",
    );
  });

  test.each([
    ["", "production-platform.tfstate"],
    ["crowsnest", "crowsnest/production-platform.tfstate"],
    ["a/b/", "a/b/production-platform.tfstate"],
  ])("lies in S3 below the prefix %j, encrypted and with a lock file", (prefix, key) => {
    expect(stateBackend({ bucket: "state", kind: "s3", prefix, region: "eu-central-1" }, STACK)).toEqual({
      kind: "s3",
      settings: { bucket: "state", encrypt: true, key, region: "eu-central-1", use_lockfile: true },
    });
  });

  test.each([
    ["", "production-platform"],
    ["crowsnest", "crowsnest/production-platform"],
  ])("lies in Cloud Storage below the prefix %j", (given, prefix) => {
    expect(stateBackend({ bucket: "state", kind: "gcs", prefix: given }, STACK)).toEqual({
      kind: "gcs",
      settings: { bucket: "state", prefix },
    });
  });

  test.each<BackendArtifact>([
    { directory: null, kind: "local" },
    { bucket: "state", kind: "s3", prefix: "crowsnest", region: "eu-central-1" },
    { bucket: "state", kind: "gcs", prefix: "crowsnest" },
  ])("is no other stack's: $kind", (backend) => {
    const stacks = Object.values(stacksOf(artifactsOf(environmentArtifacts({ backend }))));
    const places = stacks.map(({ terraform }) => JSON.stringify(terraform.backend));

    expect(places.length).toBeGreaterThan(1);
    expect(new Set(places).size).toBe(places.length);
    expect(stacks.map(({ terraform }) => Object.keys(terraform.backend))).toEqual(
      stacks.map(() => [backend.kind]),
    );
  });
});
