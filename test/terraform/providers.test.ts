import { describe, expect, test } from "vitest";
import type { EnvironmentArtifacts } from "../../src/artifacts/index.ts";
import { stacksOf } from "../support/stack.ts";
import { artifactsOf, environmentArtifacts } from "../support/terraform.ts";

function providers(overrides: Partial<EnvironmentArtifacts> = {}) {
  const stacks = stacksOf(artifactsOf(environmentArtifacts(overrides)));
  return Object.fromEntries(Object.entries(stacks).map(([name, { provider }]) => [name, provider]));
}

describe("providers", () => {
  test("are configured with addresses, and with no credential", () => {
    expect(providers()).toMatchInlineSnapshot(`
      {
        "production-alerting": {
          "kubernetes": [
            {
              "config_context": "production",
            },
          ],
        },
        "production-crds": {
          "helm": [
            {
              "kubernetes": {
                "config_context": "production",
              },
            },
          ],
        },
        "production-platform": {
          "helm": [
            {
              "kubernetes": {
                "config_context": "production",
              },
            },
          ],
          "kubernetes": [
            {
              "config_context": "production",
            },
          ],
        },
        "production-team-payments": {
          "grafana": [
            {
              "url": "https://grafana.example.com/",
            },
          ],
          "kubernetes": [
            {
              "config_context": "production",
            },
          ],
          "sentry": [
            {
              "base_url": "https://sentry.example.com/api/",
            },
          ],
        },
      }
    `);
  });

  test("take a kubeconfig from the environment unless its path is given", () => {
    const { "production-platform": platform } = providers({
      cluster: { context: "production", kind: "kubeconfig", path: "~/.kube/production" },
    });

    expect(platform?.kubernetes).toEqual([
      { config_context: "production", config_path: "~/.kube/production" },
    ]);
  });

  test("find the cluster that they run in by themselves", () => {
    const { "production-platform": platform } = providers({ cluster: { kind: "inCluster" } });

    expect(platform).toEqual({ helm: [{ kubernetes: {} }], kubernetes: [{}] });
  });

  test.each(["https://sentry.example.com", "https://sentry.example.com/"])("reach the API of %s", (url) => {
    const { "production-team-payments": team } = providers({ sentry: { organization: "shop", url } });

    expect(team?.sentry).toEqual([{ base_url: "https://sentry.example.com/api/" }]);
  });

  test("reach sentry.io without being told", () => {
    const { "production-team-payments": team } = providers({ sentry: { organization: "shop", url: null } });

    expect(team?.sentry).toEqual([{}]);
  });
});
