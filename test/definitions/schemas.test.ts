import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { alertSchema } from "../../src/definitions/alert.ts";
import { alertPolicySchema, workbookPolicy } from "../../src/definitions/alert-policy.ts";
import {
  durationSchema,
  kubernetesNameSchema,
  labelNameSchema,
  metricNameSchema,
  nameSchema,
  namespaceSchema,
  quantitySchema,
  textSchema,
  urlSchema,
} from "../../src/definitions/common.ts";
import { environmentSchema } from "../../src/definitions/environment.ts";
import { errorTrackingSchema } from "../../src/definitions/errors.ts";
import { metricHandles } from "../../src/definitions/handles.ts";
import {
  alert,
  availability,
  counter,
  defineAlertPolicy,
  defineEnvironment,
  defineTeam,
  email,
  filesystem,
  gauge,
  gcsBackend,
  histogram,
  inCluster,
  info,
  kubeconfig,
  kubernetes,
  latency,
  localBackend,
  loki,
  nativeHistogram,
  pagerduty,
  promql,
  s3,
  s3Backend,
  secretRef,
  sentry,
  sentrySlack,
  slack,
  webhook,
} from "../../src/definitions/index.ts";
import { logContractSchema } from "../../src/definitions/logs.ts";
import { lokiSchema } from "../../src/definitions/loki.ts";
import { metricSchema } from "../../src/definitions/metric.ts";
import { DEFAULT_CHART_VERSIONS, platformSchema } from "../../src/definitions/platform.ts";
import { receiverSchema } from "../../src/definitions/receiver.ts";
import { runsOnSchema } from "../../src/definitions/runs-on.ts";
import { sloSchema } from "../../src/definitions/slo.ts";
import { teamSchema } from "../../src/definitions/team.ts";
import { rawPlatform } from "../../src/workspace/raw.ts";
import { chat, platformOf } from "../support/definitions.ts";

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe("texts", () => {
  it.each<[string, z.ZodType, readonly string[], readonly string[]]>([
    [
      "a name",
      nameSchema,
      ["a", "a-b", "a--b", "0", "x".repeat(50)],
      ["", "-a", "a-", "A", "a_b", "a.b", "ä", "a\n", "x".repeat(51)],
    ],
    [
      "a Kubernetes name",
      kubernetesNameSchema,
      ["a", "a.b-c.d", "x".repeat(253)],
      ["", ".a", "a.", "a..b", "A", "x".repeat(254)],
    ],
    ["a namespace", namespaceSchema, ["a", "x".repeat(63)], ["", "a.b", "x".repeat(64), "-a"]],
    [
      "a metric's name",
      metricNameSchema,
      ["a", "_a", "a:b:c", "A9"],
      ["", "9a", "a-b", "a b", "a.b", 'a"}', "a\n"],
    ],
    [
      "a label's name",
      labelNameSchema,
      ["a", "_a", "a9"],
      ["", "9a", "a:b", "a-b", "__name__", "__a", "a\n"],
    ],
    [
      "a duration",
      durationSchema,
      ["1s", "500ms", "1h30m", "30d", "4w", "1y"],
      ["", "0s", "1", "1 s", "-1s", "1.5h", "30m1h", "1sec", "s", "1s\n"],
    ],
    ["a size", quantitySchema, ["1Gi", "50Gi", "1.5Ti", "10G"], ["", "0Gi", "50", "50GB", "-1Gi", "1gi"]],
    [
      "an address",
      urlSchema,
      ["https://a.example", "http://a/b?c=d#e"],
      ["", "a.example", "ftp://a", "javascript:alert(1)", "file:///etc", `https://a/${"x".repeat(2_000)}`],
    ],
    ["a text", textSchema, ["a", "ä€🙂", "a\nb"], ["", "\ud800", "a\u0000b", "x".repeat(10_001)]],
  ])("take %s, and nothing else", (_, schema, right, wrong) => {
    expect(right.filter((text) => !accepts(schema, text))).toEqual([]);
    expect(wrong.filter((text) => accepts(schema, text))).toEqual([]);
    for (const value of [undefined, null, 1, true, {}, [], ["a"], Symbol("a"), () => "a"]) {
      expect(accepts(schema, value)).toBe(false);
    }
  });
});

describe("what builders make", () => {
  const metrics = {
    requests: counter("requests_total", { labels: ["code"], unit: "requests", help: "Requests." }),
    depth: gauge("depth"),
    duration: histogram("duration_seconds", { buckets: [0.1, 1] }),
    calls: nativeHistogram("calls_seconds"),
    build: info("build_info", { labels: ["version"] }),
  };
  const { requests, depth, duration, calls } = metricHandles(metrics);

  it.each<[string, z.ZodType, unknown]>([
    ...Object.values(metrics).map((metric): [string, z.ZodType, unknown] => [
      metric.kind,
      metricSchema,
      metric,
    ]),
    [
      "availability by bad events",
      sloSchema,
      availability({ objective: "99.95", total: requests, bad: { code: /5../ } }),
    ],
    [
      "availability by good events",
      sloSchema,
      availability({ objective: "99", total: requests, good: { code: ["200", "204"] } }),
    ],
    [
      "latency",
      sloSchema,
      latency({
        objective: "99",
        of: duration,
        within: "100ms",
        window: "28d",
        runbook: "https://a.example",
      }),
    ],
    ["latency of a native histogram", sloSchema, latency({ objective: "99", of: calls, within: "123ms" })],
    [
      "an alert",
      alertSchema,
      alert("A", {
        when: depth.max().above(1.5e6),
        for: "2m",
        keepFiringFor: "5m",
        severity: "info",
        summary: "a",
        labels: { area: "b" },
      }),
    ],
    [
      "an alert in PromQL",
      alertSchema,
      alert("B", {
        when: promql("up == 0"),
        severity: "critical",
        summary: "b",
        description: "c",
        runbook: "https://a.example",
      }),
    ],
    ["a policy", alertPolicySchema, workbookPolicy],
    ["a team", teamSchema, defineTeam({ name: "a", notify: { critical: [chat], warning: chat } })],
    [
      "a team with a channel for errors",
      teamSchema,
      defineTeam({
        name: "a",
        notify: { critical: chat, warning: chat, info: chat },
        errors: sentrySlack({ integrationId: "1", channelId: "C1", channel: "#a" }),
      }),
    ],
    ["Slack", receiverSchema, chat],
    [
      "PagerDuty",
      receiverSchema,
      pagerduty({
        name: "a",
        routingKey: secretRef({ name: "a", key: "b" }),
        url: "https://events.eu.pagerduty.com/v2/enqueue",
      }),
    ],
    ["mail", receiverSchema, email({ name: "a", to: "a@b.example", sendResolved: false })],
    ["a webhook", receiverSchema, webhook({ name: "a", url: secretRef({ name: "a", key: "b_c.d-E" }) })],
    [
      "a place",
      runsOnSchema,
      kubernetes({
        namespace: { production: "a" },
        selector: { "app.kubernetes.io/name": "a" },
        metricsPort: "http-metrics",
        metricsPath: "/m",
        scrapeInterval: "30s",
        scrapeTimeout: "5s",
      }),
    ],
    ["error tracking", errorTrackingSchema, sentry({ platform: "node", project: "a", secretName: "b" })],
    [
      "logs",
      logContractSchema,
      {
        format: "json",
        retention: "14d",
        errors: { above: 0, within: "5m", for: "1m", severity: "critical" },
      },
    ],
    ["Loki on a volume", lokiSchema, loki({ storage: filesystem({ size: "10Gi", className: "ssd" }) })],
    [
      "Loki on S3",
      lokiSchema,
      loki({
        replicas: 3,
        retention: "90d",
        tenant: "a",
        schemaFrom: "2026-02-01",
        storage: s3({ bucket: "a-b", region: "eu", endpoint: "https://s3.example", credentialsSecret: "s3" }),
      }),
    ],
    [
      "an environment",
      environmentSchema,
      defineEnvironment({
        name: "a",
        cluster: kubeconfig({ context: "c", path: "~/.kube/config" }),
        backend: s3Backend({ bucket: "b", region: "r", prefix: "p/" }),
      }),
    ],
    [
      "an environment in its cluster",
      environmentSchema,
      defineEnvironment({ name: "a", cluster: inCluster(), backend: gcsBackend({ bucket: "b" }) }),
    ],
    [
      "an environment with local state",
      environmentSchema,
      defineEnvironment({ name: "a", cluster: inCluster(), backend: localBackend({ directory: "state" }) }),
    ],
    ["a platform", platformSchema, rawPlatform({ ...platformOf() })],
  ])("fits its schema: %s", (_, schema, definition) => {
    expect(schema.safeParse(definition).error?.issues).toBeUndefined();
  });

  it("fills in the platform's defaults", () => {
    expect(platformSchema.parse(rawPlatform({ ...platformOf() }))).toMatchObject({
      namespaces: { monitoring: "monitoring", logging: "logging" },
      prometheus: {
        replicas: 2,
        retention: "35d",
        storage: { size: "100Gi" },
        scrapeInterval: "15s",
        evaluationInterval: "30s",
      },
      alertmanager: { replicas: 3, retention: "120h", heartbeat: { every: "5m" } },
      policies: {},
      charts: DEFAULT_CHART_VERSIONS,
    });
  });
});

describe("what no schema takes", () => {
  const place = { namespace: "a", selector: { app: "a" }, metricsPort: "http" };
  const tier = { name: "a", severity: "critical", budget: "2%", long: "1h", short: "5m" } as const;
  const when = promql("up == 0");

  it.each<[string, z.ZodType, unknown]>([
    ["buckets that fall", metricSchema, histogram("a", { buckets: [1, 0.5] })],
    ["buckets that repeat", metricSchema, histogram("a", { buckets: [1, 1] })],
    ["an infinite bucket", metricSchema, histogram("a", { buckets: [1, Number.POSITIVE_INFINITY] })],
    ["no buckets", metricSchema, histogram("a", { buckets: [] })],
    ["a selector without labels", runsOnSchema, kubernetes({ ...place, selector: {} })],
    ["a port by its number", runsOnSchema, kubernetes({ ...place, metricsPort: "8080" })],
    ["a port's name of 16 letters", runsOnSchema, kubernetes({ ...place, metricsPort: "x".repeat(16) })],
    ["a relative path", runsOnSchema, kubernetes({ ...place, metricsPath: "metrics" })],
    ["a label's value with spaces", runsOnSchema, kubernetes({ ...place, selector: { app: "a b" } })],
    ["a policy without tiers", alertPolicySchema, defineAlertPolicy({ name: "a", burnRate: [] })],
    [
      "two tiers of one name",
      alertPolicySchema,
      defineAlertPolicy({ name: "a", burnRate: [tier, { ...tier, long: "6h" }] }),
    ],
    ["no budget", alertPolicySchema, defineAlertPolicy({ name: "a", burnRate: [{ ...tier, budget: "0%" }] })],
    [
      "more than the budget",
      alertPolicySchema,
      defineAlertPolicy({ name: "a", burnRate: [{ ...tier, budget: "101%" }] }),
    ],
    [
      "a budget that is no share",
      alertPolicySchema,
      defineAlertPolicy({ name: "a", burnRate: [{ ...tier, budget: "2" }] }),
    ],
    ["an alert's name with spaces", alertSchema, alert("A b", { when, severity: "info", summary: "a" })],
    ["an alert's name with a dash", alertSchema, alert("a-b", { when, severity: "info", summary: "a" })],
    [
      "a label of Crowsnest's own",
      alertSchema,
      alert("A", { when, severity: "info", summary: "a", labels: { team: "b" } }),
    ],
    [
      "a label that is no name",
      alertSchema,
      alert("A", { when, severity: "info", summary: "a", labels: { "a-b": "b" } }),
    ],
    ["a chart version that floats", platformSchema.shape.charts, { loki: "18.x" }],
    ["no replica", platformSchema.shape.prometheus, { replicas: 0 }],
    ["half a replica", platformSchema.shape.prometheus, { replicas: 1.5 }],
    ["a bucket's name with capitals", lokiSchema, loki({ storage: s3({ bucket: "Logs", region: "eu" }) })],
    [
      "a day that is none",
      lokiSchema,
      loki({ storage: filesystem({ size: "1Gi" }), schemaFrom: "2026-02-30" }),
    ],
    [
      "a negative count of lines",
      logContractSchema,
      { format: "json", errors: { above: -1, within: "5m", severity: "info" } },
    ],
    [
      "a channel with spaces",
      receiverSchema,
      slack({ name: "a", channel: "#a b", webhook: secretRef({ name: "a", key: "b" }) }),
    ],
    ["mail to nobody", receiverSchema, email({ name: "a", to: "nobody" })],
    [
      "a Secret's key with a slash",
      receiverSchema,
      webhook({ name: "a", url: secretRef({ name: "a", key: "b/c" }) }),
    ],
    [
      "a state's prefix with spaces",
      environmentSchema,
      defineEnvironment({
        name: "a",
        cluster: inCluster(),
        backend: s3Backend({ bucket: "b", region: "r", prefix: "a b" }),
      }),
    ],
  ])("%s", (_, schema, definition) => {
    expect(accepts(schema, definition)).toBe(false);
  });
});
