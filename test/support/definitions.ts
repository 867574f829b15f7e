import { checkWorkspace } from "../../src/checks/index.ts";
import {
  defineEnvironment,
  definePlatform,
  defineService,
  defineTeam,
  defineWorkspace,
  type Environment,
  inCluster,
  kubernetes,
  loki,
  type MetricCatalog,
  type Platform,
  type PlatformOptions,
  type Service,
  type ServiceOptions,
  s3,
  secretRef,
  slack,
  type WorkspaceDefinition,
  type WorkspaceOptions,
} from "../../src/definitions/index.ts";
import { type Diagnostic, type DiagnosticCode, sortDiagnostics } from "../../src/diagnostics/index.ts";
import { type Draft, draftWorkspace } from "../../src/workspace/index.ts";

const credential = (key: string) => secretRef({ name: "receivers", key });

/** The one receiver of these definitions. */
export const chat = slack({ name: "chat", channel: "#alerts", webhook: credential("slack") });

/** The one team. */
export const payments = defineTeam({ name: "payments", notify: { critical: chat, warning: chat } });

/** A platform with a place for everything. */
export function platformOf(overrides: Partial<PlatformOptions> = {}): Platform {
  return definePlatform({
    name: "shop",
    team: payments,
    alertmanager: {
      receivers: [chat],
      defaultReceiver: chat,
      heartbeat: { url: credential("heartbeat") },
    },
    grafana: { url: "https://grafana.shop.example", admin: { secretName: "grafana-admin" } },
    logs: loki({ replicas: 3, storage: s3({ bucket: "shop-logs", region: "eu-central-1" }) }),
    errors: { organization: "shop" },
    ...overrides,
  });
}

/** The one environment. */
export const production: Environment = defineEnvironment({ name: "production", cluster: inCluster() });

/** A service called "checkout" that says nothing it need not say. */
export function serviceOf<const Metrics extends MetricCatalog = Record<never, never>>(
  options: Partial<ServiceOptions<Metrics>> = {},
): Service {
  const { name = "checkout" } = options;
  return defineService<Metrics>({
    name,
    team: payments,
    runsOn: kubernetes({ namespace: "shop", selector: { app: name }, metricsPort: "http" }),
    ...options,
  });
}

/** A workspace without a mistake, but for what `overrides` brings in. */
export function workspaceOf(overrides: Partial<WorkspaceOptions> = {}): WorkspaceDefinition {
  return defineWorkspace({
    platform: platformOf(),
    environments: [production],
    teams: [payments],
    services: [serviceOf()],
    ...overrides,
  });
}

/** A workspace of these services. */
export function servicesOf(...services: readonly Service[]): WorkspaceDefinition {
  return workspaceOf({ services });
}

/** Everything that is wrong with a workspace. */
export function diagnose(definition: WorkspaceDefinition): readonly Diagnostic[] {
  const { draft, diagnostics } = draftWorkspace(definition);
  return sortDiagnostics([...diagnostics, ...checkWorkspace(draft)]);
}

/** Codes and paths of everything that is wrong with a workspace, sorted by path. */
export function findings(definition: WorkspaceDefinition): readonly (readonly [DiagnosticCode, string])[] {
  return diagnose(definition)
    .map(({ code, path }) => [code, path] as const)
    .sort(([, a], [, b]) => (a < b ? -1 : 1));
}

/** The draft of a workspace whose form is right. */
export function draftOf(definition: WorkspaceDefinition): Draft {
  const { draft, diagnostics } = draftWorkspace(definition);
  if (diagnostics.length > 0) {
    throw new Error(`the workspace has mistakes: ${JSON.stringify(diagnostics)}`);
  }
  return draft;
}

/** What plain JavaScript hands over: a value that fits everywhere, as far as the compiler knows. */
export function untyped(value: unknown): never {
  return value as never;
}
