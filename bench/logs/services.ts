import { type LineContract, lineContract } from "../../src/compile/logs/contract/index.ts";
import { type LogContractOptions, linePattern } from "../../src/definitions/index.ts";
import { logContractSchema } from "../../src/definitions/logs.ts";
import type { ResolvedEnvironment, ResolvedLogs } from "../../src/workspace/index.ts";
import { elkEnvironmentOf, environmentOf, service } from "../../test/support/services.ts";

/** Kubernetes namespace of every service here. */
export const NAMESPACE = "shop";

/** A service for each format, all with a field of their own; its name is the format's. */
const CONTRACTS: Readonly<Record<string, LogContractOptions>> = {
  ecs: { format: "ecs", fields: { order_id: { type: "string" } } },
  json: { format: "json", fields: { amount: { type: "number" } } },
  logfmt: { format: "logfmt", fields: { amount: { type: "number" } } },
  otel: { format: "otel", fields: { order_id: { type: "string", required: true } } },
  pattern: {
    format: linePattern(/^(?<timestamp>\S+) \[(?<severity>\w+)\] (?<message>.*)$/),
    levels: ["INFO", "WARN", "ERROR"],
  },
  pino: { format: "pino", redact: { fields: ["iban"], patterns: ["IBAN-[A-Z0-9-]+"] } },
};

/** An environment with a service for each format. */
export function loggingEnvironment(overrides: Partial<LogContractOptions> = {}): ResolvedEnvironment {
  return environmentOf(
    Object.entries(CONTRACTS).map(([name, options]) =>
      service({ name, namespace: NAMESPACE, logs: resolved({ ...options, ...overrides }) }),
    ),
  );
}

/** The same, with Elasticsearch to keep its lines. */
export function searchableEnvironment(): ResolvedEnvironment {
  return elkEnvironmentOf(loggingEnvironment().teams.flatMap((team) => team.services));
}

/** What each service's lines are held against, by its name. */
export function contractsOf(environment: ResolvedEnvironment): ReadonlyMap<string, LineContract> {
  const services = environment.teams.flatMap((team) => team.services);
  return new Map(
    services.flatMap(({ logs, name }) => (logs === undefined ? [] : [[name, lineContract(logs)] as const])),
  );
}

function resolved(options: LogContractOptions): ResolvedLogs {
  const { retention = "30d", errors, ...contract } = logContractSchema.parse(options);
  return {
    ...contract,
    errors: errors ?? { above: 10, severity: "warning", within: "5m" },
    retention,
    retentionClass: "default",
  };
}
