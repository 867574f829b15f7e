import { describe, expect, it } from "vitest";
import {
  defineEnvironment,
  elk,
  filesystem,
  inCluster,
  logstashPipeline,
  loki,
} from "../../src/definitions/index.ts";
import { resolveWorkspace } from "../../src/workspace/index.ts";
import { diagnose, draftOf, platformOf, serviceOf, workspaceOf } from "../support/definitions.ts";

const kibana = { url: "https://kibana.example.com" };
const said = (options: Partial<Parameters<typeof elk>[0]>) =>
  diagnose(
    workspaceOf({
      platform: platformOf({ logs: elk({ kibana, ...options }) }),
      services: [serviceOf({ logs: { format: "json" } })],
    }),
  ).map(({ code, hint, message }) => [code, message, hint]);
const service = serviceOf({});
const input = "beats { port => 5044 }";

describe("the Elastic Stack", () => {
  it("lets whoever reads not write", () => {
    expect(said({ accounts: { reader: "elastic", writer: "elastic" } }).map(([code]) => code)).toEqual([
      "invalid-value",
    ]);
    expect(said({ accounts: { reader: "elastic" } })).toEqual([]);
  });

  it("moves lines to warm nodes before they are deleted", () => {
    const warm = { after: "7d", nodes: 1 };
    expect(said({ retention: "7d", warm })).toEqual([
      [
        "invalid-value",
        'lines move to the warm nodes of "production" after 7d, when none is kept any more',
        "Move them earlier, keep lines longer, or leave `warm` out.",
      ],
    ]);
    expect(said({ retention: "8d", warm })).toEqual([]);
    expect(said({ retention: "7d", retentionClasses: { audit: "400d" }, warm })).toEqual([]);
  });
});

describe("where logs are kept", () => {
  const store = (platformLogs: unknown, environmentLogs: unknown) => {
    const workspace = workspaceOf({
      environments: [
        defineEnvironment({
          cluster: inCluster(),
          name: "staging",
          platform: { logs: environmentLogs as never },
        }),
      ],
      platform: platformOf({ logs: platformLogs as never }),
    });
    const problems = diagnose(workspace);
    return problems.length > 0
      ? problems.map(({ hint, path }) => `${path}: ${hint}`)
      : resolveWorkspace(draftOf(workspace)).environments[0]?.platform.logs;
  };
  const inLoki = loki({ retention: "7d", storage: filesystem({ size: "10Gi" }) });

  it("may differ between environments; nothing of the other store is left", () => {
    expect(store(inLoki, elk({ kibana }))).toMatchObject({ kind: "elk", retention: "30d" });
    expect(store(elk({ kibana }), inLoki)).toMatchObject({ kind: "loki", retention: "7d" });
    expect(store(elk({ kibana, version: "9.4.2" }), { hot: { nodes: 1 } })).toMatchObject({
      hot: { nodes: 1 },
      kibana,
      version: "9.4.2",
    });
  });

  it("is one of those that there are", () => {
    expect(store({ kind: "splunk" }, {})).toEqual(['platform.logs.kind: Expected "loki" or "elk".']);
    expect(store(inLoki, { kibana })).toEqual([
      expect.stringContaining("environments.staging.platform.logs.kibana"),
    ]);
  });
});

describe("Elasticsearch", () => {
  it("is run on any number of nodes that can choose a leader", () => {
    expect([1, 3, 7].flatMap((nodes) => said({ hot: { nodes } }))).toEqual([]);
    expect(said({ hot: { nodes: 2 }, masters: 3 })).toEqual([]);
    expect(said({ hot: { nodes: 2 } })).toMatchObject([
      [
        "invalid-value",
        'two nodes of Elasticsearch in "production" cannot choose a leader when one is gone',
        {},
      ],
    ]);
  });

  it("counts on no node that keeps older lines for a leader", () => {
    expect(said({ hot: { nodes: 2 }, masters: 0, warm: { nodes: 9 } })).toHaveLength(1);
    expect(said({ hot: { nodes: 2 }, warm: { nodes: 9 } })).toEqual([]);
  });

  it("has pipelines on ports of their own", () => {
    const at = (name: string, port: number) =>
      logstashPipeline({ input, listens: { from: "mainframe", port }, name, service: "checkout" });
    expect(said({ pipelines: [at("a", 5_044), at("b", 5_045)] })).toEqual([]);
    expect(said({ pipelines: [at("a", 5_044), at("b", 5_044)] })[0]?.[1]).toContain(
      '"b" and the pipeline "a"',
    );
    expect(said({ pipelines: [at("a", 9_600)] })[0]?.[1]).toContain("Logstash's own API");
  });

  it("holds no credential in a pipeline, and tells none", () => {
    const of = (text: string) =>
      said({ pipelines: [logstashPipeline({ input: text, name: "a", service: "checkout" })] });
    expect(of('redis { password => "${REDIS_PASSWORD}" }')).toEqual([]);
    const open = of('redis { password => "hunter2" }');
    expect(open[0]?.[1]).toContain("holds a credential");
    const broken = of('redis { password => "hunter2"');
    expect(broken[0]?.[1]).toContain("braces");
    expect(JSON.stringify([open, broken])).not.toContain("hunter2");
  });

  it("has braces in pairs, but for those in texts and comments", () => {
    const of = (filter: string) =>
      said({ pipelines: [logstashPipeline({ filter, input, name: "a", service: "checkout" })] }).length;
    expect(of('mutate { gsub => ["message", "{", "\\"}"] } # }')).toBe(0);
    expect(of('mutate { add_field => { a => "b" }')).toBe(1);
    expect(of("} output { stdout {} ")).toBe(1);
  });

  it("has nodes for the shards of all services", () => {
    const services = Array.from({ length: 200 }, (_, index) =>
      serviceOf({ logs: { format: "json" }, name: `service-${index}` }),
    );
    const problems = (nodes: number) =>
      diagnose(workspaceOf({ platform: platformOf({ logs: elk({ hot: { nodes }, kibana }) }), services }))
        .filter(({ code }) => code === "invalid-value")
        .map(({ message }) => message);
    expect(problems(3)).toEqual([]);
    expect(problems(1)).toEqual([
      '200 services make about 1200 shards of logs, and the nodes of Elasticsearch take 1000 in "production"',
    ]);
  });

  it("takes lines by Logstash for services that say how they look", () => {
    expect(said({ pipelines: [logstashPipeline({ input, name: "beats", service })] })).toEqual([]);
    expect(said({ pipelines: [logstashPipeline({ input, name: "beats", service: "chekout" })] })).toEqual([
      [
        "invalid-value",
        'the Logstash pipeline "beats" brings lines of "chekout", which declares no logs in "production"',
        'Name a service whose `logs` say how its lines look. Did you mean "checkout"?',
      ],
    ]);
    const twice = logstashPipeline({ input, name: "beats", service });
    expect(said({ pipelines: [twice, twice] }).map(([code]) => code)).toEqual(["duplicate-name"]);
  });

  it("is described by values that it would take", () => {
    expect(
      [
        { version: "8.19.0" },
        { retention: "6h" },
        { hot: { nodes: 0 } },
        { masters: 2 as 3 },
        { kibana: { url: "kibana" } },
        { url: "https://elastic:changeme@es.example.com" },
        { pipelines: [logstashPipeline({ input: "beats { port => 5044 } }", name: "beats", service })] },
      ].map((options) => said(options).map(([code]) => code)),
    ).toEqual([
      ["invalid-value"],
      ["invalid-duration"],
      ["invalid-value"],
      ["invalid-value"],
      ["invalid-value"],
      ["invalid-value"],
      ["invalid-value"],
    ]);
  });
});
