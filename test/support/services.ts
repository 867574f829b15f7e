import { elkSchema } from "../../src/definitions/elk.ts";
import { metricHandles } from "../../src/definitions/handles.ts";
import {
  type Alert,
  alert,
  availability,
  counter,
  type ElkOptions,
  gauge,
  histogram,
  info,
  type LogContractOptions,
  latency,
  type Metric,
  nativeHistogram,
  not,
  type Slo,
  workbookPolicy,
} from "../../src/definitions/index.ts";
import { logContractSchema } from "../../src/definitions/logs.ts";
import { platformSchema } from "../../src/definitions/platform.ts";
import type { ResolvedEnvironment, ResolvedLogs, ResolvedService } from "../../src/workspace/index.ts";

const secret = (key: string) => ({ kind: "secretRef", name: "alertmanager-receivers", key });

/** A service with nothing but what every service has; `overrides` says the rest. */
export function service(overrides: Partial<ResolvedService> = {}): ResolvedService {
  const name = overrides.name ?? "checkout";
  return {
    name,
    displayName: name,
    description: undefined,
    component: "application",
    team: "payments",
    tier: "standard",
    environment: "production",
    namespace: "shop",
    scrape: { selector: { app: name }, port: "http", path: "/metrics", interval: "15s", timeout: "10s" },
    metrics: {},
    slos: [],
    alerts: [],
    policy: workbookPolicy,
    maintenance: [],
    logs: undefined,
    errors: undefined,
    dependsOn: [],
    dependents: [],
    links: [],
    runbooks: undefined,
    ...overrides,
  };
}

/** Metrics of every kind. */
export const catalog = {
  requests: counter("http_requests_total", {
    labels: ["method", "route", "status_code"],
    help: "Requests that were answered.",
  }),
  duration: histogram("http_request_duration_seconds", {
    labels: ["method", "route"],
    buckets: [0.05, 0.1, 0.3, 1, 3],
  }),
  rpc: nativeHistogram("rpc_server_duration_seconds", { labels: ["rpc_method"] }),
  responseSize: histogram("http_response_size_bytes", { buckets: [1_024, 65_536] }),
  payloadSize: nativeHistogram("kafka_payload_bytes"),
  queue: gauge("checkout_queue_depth", { help: "Orders that wait." }),
  heap: gauge("process_heap_bytes"),
  lastBackup: gauge("backup_last_success_timestamp_seconds"),
  sent: counter("network_sent_bytes_total"),
  cpu: counter("process_cpu_seconds_total"),
  build: info("build_info", { labels: ["version", "revision"] }),
} as const satisfies Readonly<Record<string, Metric>>;

const handles = metricHandles(catalog);

/** SLOs of every kind on {@link catalog}, sorted by name as in a workspace. */
export const objectives: readonly Slo[] = [
  availability({ objective: "99.9", total: handles.requests, bad: { status_code: /5../ } }),
  latency({ objective: "99", of: handles.duration, within: "300ms" }),
  availability({
    name: "payments-succeed",
    objective: "99.95",
    window: "28d",
    total: handles.requests.where({ route: "/pay" }),
    good: { status_code: not(/5..|429/) },
    description: "Customers can pay.",
    runbook: "https://runbooks.example.com/pay",
  }),
  latency({
    name: "rpc-latency",
    objective: "95",
    of: handles.rpc.where({ rpc_method: "Pay" }),
    within: "250ms",
  }),
];

/** A log contract with every default filled in; `options` says the rest. */
export function logContract(options: Partial<LogContractOptions> = {}): ResolvedLogs {
  const { retention = "30d", errors, ...contract } = logContractSchema.parse({ format: "json", ...options });
  return {
    ...contract,
    retention,
    retentionClass: options.retention ?? "default",
    errors: errors ?? { above: 10, within: "5m", severity: "warning" },
  };
}

const alerts: readonly Alert[] = [
  alert("CheckoutQueueBacklog", {
    when: handles.queue.max().above(1_000),
    severity: "warning",
    summary: "Orders wait in the queue",
  }),
];

/** A service that has everything. */
export function fullService(overrides: Partial<ResolvedService> = {}): ResolvedService {
  return service({
    displayName: "Checkout",
    description: "Takes orders and payments.",
    tier: "critical",
    metrics: catalog,
    slos: objectives,
    alerts,
    logs: logContract(),
    errors: {
      platform: "node",
      project: "checkout",
      rateLimit: 300,
      spike: 100,
      secretName: "checkout-sentry",
    },
    dependsOn: ["edge-gateway", "orders-database"],
    dependents: ["shop-frontend"],
    links: [{ title: "Design", url: "https://docs.example.com/checkout?view=full&tab=1" }],
    runbooks: "https://runbooks.example.com/checkout",
    ...overrides,
  });
}

/** An environment that holds the services, with a team for each owner that they name. */
export function environmentOf(
  services: readonly ResolvedService[],
  overrides: Partial<ResolvedEnvironment> = {},
): ResolvedEnvironment {
  const teams = [...new Set(services.map(({ team }) => team))].sort();
  return {
    name: "production",
    cluster: { kind: "inCluster" },
    backend: { kind: "local" },
    platform: platformSchema.parse({
      kind: "platform",
      name: "shop",
      team: "platform",
      alertmanager: {
        receivers: [{ kind: "webhook", name: "pager", url: secret("pager") }],
        defaultReceiver: "pager",
        heartbeat: { url: secret("heartbeat") },
      },
      grafana: { url: "https://grafana.example.com/", admin: { secretName: "grafana-admin" } },
      logs: { kind: "loki", storage: { kind: "filesystem", size: "50Gi" } },
      errors: { organization: "shop" },
    }),
    teams: teams.map((team) => ({
      name: team,
      displayName: team.charAt(0).toUpperCase() + team.slice(1),
      notify: { critical: ["pager"], warning: ["pager"], info: [] },
      errors: { kind: "email" },
      services: services.filter((candidate) => candidate.team === team),
    })),
    ...overrides,
  };
}

/** The same environment with its logs in Elasticsearch. */
export function elkEnvironmentOf(
  services: readonly ResolvedService[],
  elk: Partial<ElkOptions> = {},
): ResolvedEnvironment {
  const { platform, ...rest } = environmentOf(services);
  const logs = elkSchema.parse({ kind: "elk", kibana: { url: "https://kibana.example.com" }, ...elk });
  return { ...rest, platform: { ...platform, logs } };
}
