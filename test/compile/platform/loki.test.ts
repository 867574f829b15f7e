import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/artifacts/index.ts";
import { collectorConfig } from "../../../src/compile/collector/index.ts";
import { logRules } from "../../../src/compile/logs/index.ts";
import { lokiRelease } from "../../../src/compile/platform/loki.ts";
import type { LogContractOptions, Loki } from "../../../src/definitions/index.ts";
import { lokiSchema } from "../../../src/definitions/loki.ts";
import type { ResolvedTeam } from "../../../src/workspace/index.ts";
import { environmentOf, fullService, logContract, service } from "../../support/services.ts";

const s3 = { bucket: "logs", kind: "s3", region: "eu-central-1" } as const;

function lokiOf(options: object): Loki {
  return lokiSchema.parse({ kind: "loki", storage: s3, ...options });
}

function valuesOf(options: object, environment = environmentOf([fullService()])): JsonObject {
  return lokiRelease(environment, lokiOf(options)).values;
}

function at(values: JsonObject, ...path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((object, key) => object[key] as JsonObject, values);
}

const modes = [
  { mode: "monolithic", replicas: 3 },
  { mode: "distributed", replicas: 3 },
] as const;

describe.each(modes)("Loki, $mode", (options) => {
  const values = valuesOf(options);
  const server = at(values, "loki");

  it("keeps three copies of each line, in object storage and by schema v13", () => {
    expect(at(server, "commonConfig").replication_factor).toBe(3);
    expect(at(server, "storage")).toMatchObject({ bucketNames: { chunks: "logs" }, type: "s3" });
    expect(at(server, "schemaConfig").configs).toEqual([
      {
        from: "2026-01-01",
        index: { period: "24h", prefix: "index_" },
        object_store: "s3",
        schema: "v13",
        store: "tsdb",
      },
    ]);
  });

  it("serves nobody who does not say which tenant it is", () => {
    expect(server.auth_enabled).toBe(true);
  });

  it("tells every Alertmanager, and sends what rules record to every Prometheus", () => {
    const ruler = at(server, "rulerConfig");
    expect(String(ruler.alertmanager_url).split(",")).toEqual(
      [0, 1, 2].map(
        (member) =>
          `http://alertmanager-shop-alertmanager-${member}.alertmanager-operated.monitoring.svc:9093`,
      ),
    );
    expect(ruler).toMatchObject({ enable_alertmanager_v2: true, enable_sharding: true });
    expect(at(ruler, "remote_write")).toEqual({
      clients: {
        "prometheus-0": {
          url: "http://prometheus-shop-prometheus-0.prometheus-operated.monitoring.svc:9090/api/v1/write",
        },
        "prometheus-1": {
          url: "http://prometheus-shop-prometheus-1.prometheus-operated.monitoring.svc:9090/api/v1/write",
        },
      },
      enabled: true,
    });
  });

  it("finds rules in its tenant's folder, and copies them elsewhere", () => {
    const ruler = at(server, "rulerConfig");
    const folder = String(at(ruler, "storage", "local").directory);
    const sidecar = at(values, "sidecar", "rules");
    expect(sidecar.folder).toBe(folder);
    expect(String(ruler.rule_path).startsWith(`${folder}/`)).toBe(false);
    const environment = environmentOf([fullService()]);
    const rules = logRules(environment, environment.teams[0] as ResolvedTeam);
    expect(rules?.annotations[String(sidecar.folderAnnotation)]).toBe(`${folder}/${rules?.tenant}`);
    expect(rules?.labels[String(sidecar.label)]).toBe(sidecar.labelValue);
    expect(rules?.namespace).toBe(sidecar.searchNamespace);
  });

  it("has one compactor at most that deletes what is too old", () => {
    expect(at(server, "compactor")).toMatchObject({ delete_request_store: "s3", retention_enabled: true });
    if (options.mode === "distributed") {
      expect(at(values, "compactor").replicas).toBe(1);
    }
  });
});

describe("Loki's limits", () => {
  const keeping = (name: string, retention?: string) =>
    service({
      logs: {
        ...logContract(retention === undefined ? {} : { retention }),
        ...(retention === "audit" && { retention: "400d" }),
      },
      name,
    });

  it("keep lines by class, one rule for each, which one service or several are in", () => {
    const environment = environmentOf([
      keeping("usual"),
      keeping("ledger", "audit"),
      keeping("accounts", "audit"),
      keeping("noisy", "3d"),
    ]);
    const limits = at(valuesOf({ retention: "30d" }, environment), "loki", "limits_config");
    expect(limits.retention_period).toBe("30d");
    expect(limits.retention_stream).toEqual([
      { period: "3d", priority: 1, selector: '{service_name="noisy"}' },
      { period: "400d", priority: 1, selector: '{service_name=~"accounts|ledger"}' },
    ]);
  });

  it("hold for each service, whose lines are one stream", () => {
    const limits = at(valuesOf({ serviceLimit: 2 }), "loki", "limits_config");
    expect(limits).toMatchObject({
      per_stream_rate_limit: "2MB",
      per_stream_rate_limit_burst: "8MB",
      shard_streams: { enabled: false },
    });
  });

  it("index lines by three names, whatever the collector says of them", () => {
    const labels = ["deployment.environment.name", "k8s.namespace.name", "service.name"];
    const limits = at(valuesOf({}), "loki", "limits_config");
    expect(at(limits, "otlp_config", "resource_attributes")).toEqual({
      attributes_config: [{ action: "index_label", attributes: labels }],
      ignore_defaults: true,
    });
  });

  it("stay far above what the services make: a stream for each in each namespace", () => {
    const names = Array.from({ length: 500 }, (_, index) => `service-${index}`);
    const environment = environmentOf(names.map((name) => keeping(name)));
    const limits = at(valuesOf({}, environment), "loki", "limits_config");
    expect(Number(limits.max_global_streams_per_user)).toBeGreaterThan(names.length * 10);
  });
});

it("the collector speaks OTLP to the gateway, as the one tenant there is", () => {
  const contract: Partial<LogContractOptions> = { format: "json" };
  const { exporters } = collectorConfig(environmentOf([service({ logs: logContract(contract) })]), {
    endpoint: "http://shop-loki-gateway.logging.svc",
    podLogs: "/var/log/pods",
    stateDirectory: "/state",
    tenant: "platform",
  }) as { exporters: JsonObject };
  expect(exporters["otlphttp/loki"]).toMatchObject({
    endpoint: "http://shop-loki-gateway.logging.svc/otlp",
    headers: { "X-Scope-OrgID": "platform" },
  });
});
