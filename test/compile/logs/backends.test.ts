import { describe, expect, it } from "vitest";
import type {
  AlertingRule,
  EnvironmentArtifacts,
  JsonObject,
  RecordingRule,
  TeamArtifacts,
} from "../../../src/artifacts/index.ts";
import { compileWorkspace } from "../../../src/compile/index.ts";
import { availability, counter, elk, filesystem, logEvents, loki } from "../../../src/definitions/index.ts";
import { resolveWorkspace } from "../../../src/workspace/index.ts";
import {
  diagnose,
  draftOf,
  payments,
  platformOf,
  serviceOf,
  workspaceOf,
} from "../../support/definitions.ts";

/** Services that know nothing of where their lines are kept. */
const services = [
  serviceOf({
    logs: {
      expectedLinesPerSecond: 50,
      fields: {
        amount: { type: "number" },
        dump: { searchable: false, type: "string" },
        "http.route": { type: "string" },
        order_id: { required: true, type: "string" },
        vip: { type: "boolean" },
      },
      format: "pino",
      redact: { fields: ["iban"], patterns: ["IBAN-[A-Z0-9]+"] },
      retention: "audit",
    },
    name: "checkout",
    metrics: { requests: counter("http_requests_total", { labels: ["status_code"] }) },
    slos: ({ requests }) => [
      availability({ bad: { status_code: /5../ }, objective: "99.9", total: requests }),
      logEvents({
        bad: '| order_id!="" |= "lost"',
        by: ["http_route"],
        objective: "99.5",
        total: '| order_id!=""',
      }),
    ],
  }),
  serviceOf({ logs: { format: "logfmt" }, name: "search-api" }),
];
const SEARCHED = { amount: "double", "http.route": "keyword", order_id: "keyword", vip: "boolean" };

const retention = { retention: "14d", retentionClasses: { audit: "52w" } };
const BACKENDS = {
  elk: elk({ ...retention, kibana: { url: "https://kibana.example.com" } }),
  loki: loki({ ...retention, storage: filesystem({ size: "50Gi" }) }),
} as const;
type Backend = keyof typeof BACKENDS;

function compiled(backend: Backend): EnvironmentArtifacts {
  const workspace = workspaceOf({ platform: platformOf({ logs: BACKENDS[backend] }), services });
  expect(diagnose(workspace)).toEqual([]);
  const [environment] = compileWorkspace(resolveWorkspace(draftOf(workspace))).environments;
  return environment as EnvironmentArtifacts;
}

const environments = { elk: compiled("elk"), loki: compiled("loki") };

describe.each(["elk", "loki"] as const)("the same services with %s", (backend) => {
  const environment = environments[backend];
  const { elasticsearch, platform } = environment;
  const team = environment.teams.find(({ team: name }) => name === payments.name) as TeamArtifacts;
  const collector = [...platform.releases, ...(elasticsearch?.releases ?? [])].find(
    ({ chart }) => chart === "opentelemetry-collector",
  )?.values.alternateConfig as JsonObject;
  const processors = JSON.stringify(collector.processors);

  it("hold every line against the same contract before it leaves its node", () => {
    const other = environments[backend === "elk" ? "loki" : "elk"];
    const contract = (of: EnvironmentArtifacts) => {
      const releases = [...of.platform.releases, ...(of.elasticsearch?.releases ?? [])];
      const values = releases.find(({ chart }) => chart === "opentelemetry-collector")?.values;
      return at(values, "alternateConfig", "processors", "transform/contract");
    };
    expect(contract(environment)).toEqual(contract(other));
    expect(contract(environment)).toBeDefined();
  });

  it("read, type and find every field of the contract that is searched", () => {
    for (const name of [...Object.keys(SEARCHED), "dump"]) {
      expect(processors, name).toContain(JSON.stringify(`log.cache["${name}"]`).slice(1, -1));
    }
    if (elasticsearch !== null) {
      const template = elasticsearch.componentTemplates.find(({ name }) => name.endsWith("service-checkout"));
      const attributes = at(template?.template.mappings, "properties", "attributes");
      const types = Object.entries(attributes.properties as JsonObject).map(([name, field]) => [
        name,
        (field as JsonObject).type,
      ]);
      expect(Object.fromEntries(types)).toEqual(SEARCHED);
    }
  });

  it("keep lines as long as their class says, and the rest as long as the platform does", () => {
    if (elasticsearch === null) {
      const { values } = platform.releases.find(({ chart }) => chart === "loki") as { values: JsonObject };
      const limits = (values.loki as JsonObject).limits_config as JsonObject;
      expect(limits.retention_period).toBe("14d");
      expect(limits.retention_stream).toEqual([
        { period: "52w", priority: 1, selector: '{service_name="checkout"}' },
      ]);
      return;
    }
    const kept = elasticsearch.indexTemplates.map(({ composedOf, indexPatterns }) => {
      const part = elasticsearch.componentTemplates.find(
        ({ name, template }) => composedOf.includes(name) && JSON.stringify(template).includes("lifecycle"),
      );
      const index = part?.template.settings?.index as JsonObject;
      const policy = elasticsearch.lifecyclePolicies.find(
        ({ name }) => name === (index.lifecycle as JsonObject).name,
      );
      return [indexPatterns.join(), policy?.phases.delete.minAge];
    });
    expect(Object.fromEntries(kept)).toEqual({
      "logs-*.otel-production": "14d",
      "logs-checkout.otel-production": "364d",
      "logs-search_api.otel-production": "14d",
    });
  });

  it("take out what must not be stored, wherever a line comes from", () => {
    expect(processors).toContain("IBAN-[A-Z0-9]+");
    expect(processors).toContain("iban");
    for (const { name, processors: steps } of elasticsearch?.ingestPipelines ?? []) {
      if (name.endsWith("log-reading-checkout")) {
        expect(JSON.stringify(steps)).toContain("IBAN-[A-Z0-9]+");
        expect(JSON.stringify(steps)).toContain('"iban"');
      }
    }
  });

  it("tell the same people of the same faults, in the same words", () => {
    const alerts = [...team.prometheusRules, ...(team.logRules === null ? [] : [team.logRules])]
      .flatMap(({ groups }) => groups.flatMap(({ rules }) => rules))
      .filter((rule): rule is AlertingRule => "alert" in rule && rule.alert.startsWith("Log"));
    expect(
      alerts.map(({ alert, labels }) => `${alert} of ${labels.service}, ${labels.severity}`).sort(),
    ).toEqual([
      "LogErrors of checkout, warning",
      "LogErrors of search-api, warning",
      "LogVolume of checkout, warning",
    ]);
    for (const { annotations, labels } of alerts) {
      expect(labels).toMatchObject({ environment: "production", team: payments.name });
      expect(Object.keys(annotations)).toEqual(
        expect.arrayContaining(["dashboard_url", "description", "logs_url", "summary"]),
      );
    }
    const stack = platform.releases.find(({ chart }) => chart === "kube-prometheus-stack");
    expect(JSON.stringify(stack?.values.additionalPrometheusRulesMap)).toContain("LogContractBroken");
  });

  it("record the lines of objectives as the same series", () => {
    const recorded = [...team.prometheusRules, ...(team.logRules === null ? [] : [team.logRules])]
      .flatMap(({ groups }) => groups.flatMap(({ rules }) => rules))
      .filter((rule): rule is RecordingRule => "record" in rule && rule.record.startsWith("slo:log_events"));
    expect(recorded.map(({ labels, record }) => [record, labels])).toEqual(
      ["total", "bad"].map((outcome) => [
        "slo:log_events:increase5m",
        { environment: "production", outcome, service: "checkout", slo: "log-events", team: payments.name },
      ]),
    );
    expect(recorded.every(({ expr }) => expr.includes("by (http_route)"))).toBe(true);
  });

  it("let nobody read what is not his", () => {
    if (elasticsearch === null) {
      const { values } = platform.releases.find(({ chart }) => chart === "loki") as { values: JsonObject };
      expect((values.loki as JsonObject).auth_enabled).toBe(true);
      return;
    }
    expect(team.kibana?.role.streams).toEqual([
      "logs-checkout.otel-production",
      "logs-search_api.otel-production",
    ]);
    const streams = environment.teams.flatMap(({ kibana }) => kibana?.role.streams ?? []);
    expect(new Set(streams).size).toBe(streams.length);
    expect(elasticsearch.dataStreams).toEqual(expect.arrayContaining(streams));
  });

  it("lead from a dashboard to lines that are there", () => {
    const { json } = team.dashboards.find(({ name }) => name === "service-checkout") as { json: string };
    const stack = platform.releases.find(({ chart }) => chart === "kube-prometheus-stack");
    const provisioned = JSON.stringify(at(stack?.values, "grafana", "datasources"));
    const type = backend === "elk" ? "elasticsearch" : "loki";
    expect(provisioned).toContain(`"uid":"crowsnest-${type}"`);
    expect(json).toContain(`"value":"crowsnest-${type}"`);
    expect(json).not.toContain(backend === "elk" ? "crowsnest-loki" : "crowsnest-elasticsearch");
    if (team.kibana !== null) {
      const { savedObjects, space } = team.kibana;
      const linked = /https:\/\/kibana\.example\.com\/s\/([^/]+)\/app\/discover#\/view\/([^?"]+)\?/.exec(
        team.dashboards.map(({ json: text }) => text).join(),
      );
      expect(linked?.[1]).toBe(space.id);
      expect(savedObjects.map(({ id }) => id)).toContain(linked?.[2]);
    }
  });
});

describe("what Kibana shows", () => {
  const { kibana } = environments.elk.teams.find(({ team }) => team === payments.name) as TeamArtifacts;

  it("refers to data views and saved objects that are there, each once", () => {
    const objects = kibana?.savedObjects ?? [];
    const ids = [...(kibana?.dataViews ?? []).map(({ id }) => id), ...objects.map(({ id }) => id)];
    expect(ids.length).toBeGreaterThan(10);
    expect(new Set(ids).size).toBe(ids.length);
    const references = objects.flatMap(({ references: all }) => all as readonly JsonObject[]);
    expect(references.filter(({ id }) => !ids.includes(id as string))).toEqual([]);
  });

  it("is a log explorer, and a page for each service", () => {
    const titles = (kibana?.savedObjects ?? []).map(
      ({ attributes, type }) => `${type} ${(attributes as JsonObject).title}`,
    );
    expect(titles).toContain("search Log explorer");
    expect(titles).toContain("dashboard checkout: logs");
    expect(titles).toContain("dashboard search-api: logs");
  });
});

function at(object: JsonObject | undefined, ...path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((found, key) => (found[key] ?? {}) as JsonObject, object ?? {});
}
