import { describe, expect, it } from "vitest";
import { canonicalOffence, type JsonObject } from "../../../src/artifacts/index.ts";
import { hostCollectors } from "../../../src/compile/collector/host.ts";
import { collectorRelease } from "../../../src/compile/platform/collector.ts";
import { networkPolicies } from "../../../src/compile/platform/network-policies.ts";
import { files, type LogContractOptions, syslog } from "../../../src/definitions/index.ts";
import type { Loki } from "../../../src/definitions/loki.ts";
import { networkPolicyObject } from "../../../src/files/kubernetes-objects.ts";
import { chartDefaults, misunderstood, schemaErrors } from "../../support/charts.ts";
import { environmentOf, logContract, service } from "../../support/services.ts";

const from = ["10.20.0.0/16", "2001:db8::/32"];
const contracts: Readonly<Record<string, Partial<LogContractOptions>>> = {
  firewall: { format: "syslog", from: syslog({ from, port: 514, transport: "udp" }) },
  legacy: {
    from: files({ paths: ["/var/log/legacy/*.log", "/var/log/legacy/old/**/*.log", "/opt/app/a.log"] }),
  },
  mainframe: { format: "syslog", from: syslog({ on: "hosts", port: 6_514 }) },
  router: {
    format: "syslog",
    from: syslog({ from, port: 6_514, tls: { secret: "router-tls", verifyClients: true } }),
  },
};
const environment = environmentOf(
  Object.entries(contracts).map(([name, options]) => service({ name, logs: logContract(options) })),
);
const { values } = collectorRelease(environment, environment.platform.logs as Loki);

describe("sources on the nodes", () => {
  it("are what the chart takes", () => {
    expect(schemaErrors("opentelemetry-collector", values)).toEqual([]);
    const open = new Set(Object.keys(values.ports as JsonObject).map((name) => `ports.${name}`));
    expect(misunderstood(values, chartDefaults("opentelemetry-collector"), open)).toEqual([]);
  });

  it("have their folders, certificates and ports, and none of machines outside", () => {
    const { extraVolumeMounts, extraVolumes, ports } = values as Record<string, JsonObject[]>;
    expect(extraVolumeMounts?.slice(2)).toMatchInlineSnapshot(`
      [
        {
          "mountPath": "/opt/app",
          "name": "files-b6aec2d3",
          "readOnly": true,
        },
        {
          "mountPath": "/var/log/legacy",
          "name": "files-c658c6a3",
          "readOnly": true,
        },
        {
          "mountPath": "/etc/syslog/router",
          "name": "certificate-router",
          "readOnly": true,
        },
      ]
    `);
    expect(extraVolumes?.slice(2)).toMatchInlineSnapshot(`
      [
        {
          "hostPath": {
            "path": "/opt/app",
            "type": "DirectoryOrCreate",
          },
          "name": "files-b6aec2d3",
        },
        {
          "hostPath": {
            "path": "/var/log/legacy",
            "type": "DirectoryOrCreate",
          },
          "name": "files-c658c6a3",
        },
        {
          "name": "certificate-router",
          "secret": {
            "secretName": "router-tls",
          },
        },
      ]
    `);
    expect(Object.entries(ports ?? {}).filter(([name]) => name.startsWith("syslog"))).toMatchInlineSnapshot(`
      [
        [
          "syslog-6514",
          {
            "containerPort": 6514,
            "enabled": true,
            "hostPort": 6514,
            "protocol": "TCP",
            "servicePort": 6514,
          },
        ],
        [
          "syslog-u514",
          {
            "containerPort": 10514,
            "enabled": true,
            "hostPort": 514,
            "protocol": "UDP",
            "servicePort": 514,
          },
        ],
      ]
    `);
    expect(JSON.stringify(values)).not.toContain("mainframe");
  });

  it("are open to the addresses that were named, at the pod's own port", () => {
    const policy = networkPolicies(environment).find(({ name }) => name === "crowsnest-collector");
    const object = networkPolicyObject(policy as NonNullable<typeof policy>);
    expect((object.spec as { ingress: readonly JsonObject[] }).ingress.slice(1)).toMatchInlineSnapshot(`
      [
        {
          "from": [
            {
              "ipBlock": {
                "cidr": "10.20.0.0/16",
              },
            },
            {
              "ipBlock": {
                "cidr": "2001:db8::/32",
              },
            },
          ],
          "ports": [
            {
              "port": 10514,
              "protocol": "UDP",
            },
          ],
        },
        {
          "from": [
            {
              "ipBlock": {
                "cidr": "10.20.0.0/16",
              },
            },
            {
              "ipBlock": {
                "cidr": "2001:db8::/32",
              },
            },
          ],
          "ports": [
            {
              "port": 6514,
              "protocol": "TCP",
            },
          ],
        },
      ]
    `);
  });
});

describe("a collector for a machine outside", () => {
  it("is one for each service whose lines come from there", () => {
    expect(hostCollectors(environment).map(({ service: name }) => name)).toEqual(["mainframe"]);
    expect(canonicalOffence(hostCollectors(environment))).toBeUndefined();
  });

  it("reads only its service, knows nothing of a cluster, and holds no credential", () => {
    const [host] = hostCollectors(environment);
    const { exporters, receivers, service: pipelines } = (host?.config ?? {}) as Record<string, JsonObject>;
    expect(Object.keys(receivers ?? {})).toEqual(["syslog/mainframe"]);
    expect(JSON.stringify(host)).not.toMatch(/k8s|MY_POD_IP/);
    expect(exporters?.["otlphttp/loki"]).toMatchObject({
      endpoint: "${env:LOGS_ENDPOINT}/otlp",
      headers: { Authorization: "${env:LOGS_AUTHORIZATION}", "X-Scope-OrgID": "platform" },
    });
    expect(Object.keys((pipelines?.pipelines ?? {}) as JsonObject)).toEqual([
      "logs/ship",
      "logs/sources",
      "metrics",
    ]);
  });
});
