import {
  alert,
  availability,
  counter,
  defineEnvironment,
  definePlatform,
  defineService,
  defineTeam,
  defineWorkspace,
  gauge,
  histogram,
  kubeconfig,
  kubernetes,
  latency,
  localBackend,
  loki,
  type Service,
  s3,
  secretRef,
  sentry,
  slack,
  type Team,
  type WorkspaceDefinition,
} from "crowsnest";

/** How large a workspace of {@link benchWorkspace} is. */
export interface BenchSize {
  readonly services: number;
  /** Default: one for every 20 services. */
  readonly teams?: number;
}

const SERVICES_A_TEAM = 20;
const COMPONENTS = ["application", "gateway", "database", "queue", "storage", "notification"] as const;
const TIERS = ["critical", "standard", "low"] as const;

/**
 * A company with a number of services in one environment: each with three SLOs, an alert of its own, logs and
 * errors. The same size gives the same workspace.
 */
export function benchWorkspace({
  services,
  teams = Math.ceil(services / SERVICES_A_TEAM),
}: BenchSize): WorkspaceDefinition {
  const chat = slack({ name: "chat", channel: "#alerts", webhook: secret("slack") });
  const owners = Array.from({ length: teams }, (_, index) => team(index, chat));
  const platformTeam = defineTeam({ name: "platform", notify: { critical: chat, warning: chat } });
  const all: Service[] = [];
  for (let index = 0; index < services; index += 1) {
    const owner = owners[index % owners.length] ?? platformTeam;
    // Every tenth service stands alone; the others need the one before.
    const previous = index % 10 === 0 ? undefined : all.at(-1);
    all.push(service(index, owner, previous));
  }
  return defineWorkspace({
    platform: definePlatform({
      name: "bench",
      team: platformTeam,
      alertmanager: {
        receivers: [chat],
        defaultReceiver: chat,
        heartbeat: { url: secret("heartbeat") },
      },
      grafana: { url: "https://grafana.example.com", admin: { secretName: "grafana-admin" } },
      logs: loki({ replicas: 3, storage: s3({ bucket: "bench-logs", region: "eu-central-1" }) }),
      errors: { organization: "bench" },
    }),
    environments: [
      defineEnvironment({
        name: "production",
        cluster: kubeconfig({ context: "production" }),
        backend: localBackend(),
      }),
    ],
    teams: [...owners, platformTeam],
    services: all,
  });
}

function secret(key: string) {
  return secretRef({ name: "alertmanager-receivers", key });
}

function team(index: number, chat: ReturnType<typeof slack>): Team {
  return defineTeam({
    name: `team-${String(index).padStart(3, "0")}`,
    notify: { critical: chat, warning: chat },
  });
}

function service(index: number, owner: Team, previous: Service | undefined): Service {
  const name = `service-${String(index).padStart(5, "0")}`;
  return defineService({
    name,
    component: COMPONENTS[index % COMPONENTS.length] ?? "application",
    team: owner,
    tier: TIERS[index % TIERS.length] ?? "standard",
    runsOn: kubernetes({ namespace: "bench", selector: { app: name }, metricsPort: "http" }),
    metrics: {
      requests: counter("http_requests_total", { labels: ["method", "route", "status_code"] }),
      duration: histogram("http_request_duration_seconds", {
        labels: ["method", "route"],
        buckets: [0.05, 0.1, 0.3, 1, 3],
      }),
      queue: gauge("work_queue_depth", { help: "Jobs that wait." }),
      cpu: counter("process_cpu_seconds_total"),
    },
    slos: ({ requests, duration }) => [
      availability({ objective: "99.9", total: requests, bad: { status_code: /5../ } }),
      availability({
        name: "writes",
        objective: "99.95",
        total: requests.where({ method: "POST" }),
        bad: { status_code: /5../ },
      }),
      latency({ objective: "99", of: duration, within: "300ms" }),
    ],
    alerts: ({ queue }) => [
      alert(`Service${String(index).padStart(5, "0")}Backlog`, {
        when: queue.max().above(1_000),
        for: "2m",
        severity: "warning",
        summary: "Jobs wait in the queue",
      }),
    ],
    logs: { format: "json" },
    errors: sentry({ platform: "node" }),
    dependsOn: previous === undefined ? [] : [previous],
    runbooks: "https://runbooks.example.com",
  });
}
