import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { platformArtifact } from "../../../src/compile/platform/index.ts";
import { platformSchema } from "../../../src/definitions/platform.ts";
import { environmentOf, logContract, service } from "../../support/services.ts";

const secret = (key: string) => ({ key, kind: "secretRef", name: "alertmanager-receivers" });

/** Everything once, and everything that must not fail several times. */
const PLATFORMS = {
  production: {
    alertmanager: { replicas: 3 },
    grafana: { ingress: { className: "nginx", namespace: "ingress", tlsSecret: "grafana-tls" } },
    logs: {
      kind: "loki",
      replicas: 3,
      storage: { bucket: "shop-logs", credentialsSecret: "loki-s3", kind: "s3", region: "eu-central-1" },
    },
    prometheus: { replicas: 2, retentionSize: "180GB", storage: { className: "ssd", size: "200Gi" } },
  },
  staging: {
    alertmanager: { replicas: 1 },
    grafana: {},
    logs: { kind: "loki", retention: "7d", storage: { kind: "filesystem", size: "20Gi" } },
    prometheus: { replicas: 1, scrapeInterval: "5s", storage: { size: "50Gi" } },
  },
} as const;

describe("the values of the charts", () => {
  it.each(Object.keys(PLATFORMS) as (keyof typeof PLATFORMS)[])("in %s are these", async (name) => {
    const { alertmanager, grafana, logs, prometheus } = PLATFORMS[name];
    const environment = environmentOf(
      [
        service({
          environment: name,
          logs: logContract({ debugShare: 0.1, format: "pino" }),
          name: "checkout",
        }),
        service({
          environment: name,
          logs: logContract({ format: "logfmt", retention: "14d" }),
          name: "search",
        }),
      ],
      {
        name,
        platform: platformSchema.parse({
          alertmanager: {
            ...alertmanager,
            defaultReceiver: "pager",
            heartbeat: { url: secret("heartbeat") },
            receivers: [{ kind: "webhook", name: "pager", url: secret("pager") }],
          },
          grafana: {
            ...grafana,
            admin: { secretName: "grafana-admin" },
            url: "https://grafana.shop.example",
          },
          kind: "platform",
          logs,
          name: "shop",
          prometheus,
          team: "platform",
        }),
      },
    );
    const { namespaces, networkPolicies, releases } = platformArtifact(environment);
    expect(releases).toHaveLength(3);
    for (const release of releases) {
      await expect(stringify(release)).toMatchFileSnapshot(`golden/${name}/${release.name}.yaml`);
    }
    await expect(stringify({ namespaces, networkPolicies })).toMatchFileSnapshot(
      `golden/${name}/namespaces.yaml`,
    );
  });
});
