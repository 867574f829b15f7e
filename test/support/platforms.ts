import type { Receiver } from "../../src/definitions/index.ts";
import { platformSchema } from "../../src/definitions/platform.ts";
import type { ResolvedEnvironment, ResolvedTeam } from "../../src/workspace/index.ts";
import { environmentOf } from "./services.ts";

const secret = (key: string) => ({ kind: "secretRef" as const, name: "alertmanager-receivers", key });

/** A receiver of each of the first kinds, by name. */
export const channels: readonly Receiver[] = [
  { kind: "pagerduty", name: "payments-pager", routingKey: secret("payments-pagerduty") },
  { kind: "slack", name: "payments-chat", channel: "#payments", webhook: secret("payments-slack") },
  { kind: "email", name: "payments-mail", to: "payments@shop.example" },
  {
    kind: "pagerduty",
    name: "platform-pager",
    routingKey: secret("platform-pagerduty"),
    url: "https://events.eu.pagerduty.com/v2/enqueue",
  },
  { kind: "webhook", name: "platform-tickets", sendResolved: false, url: secret("tickets-url") },
];

/** A team that hears of what `notify` says. */
export function team(name: string, notify: Partial<ResolvedTeam["notify"]>): ResolvedTeam {
  return {
    name,
    displayName: name,
    notify: { critical: [], warning: [], info: [], ...notify },
    errors: { kind: "email" },
    services: [],
  };
}

/** An environment with a team of its own for the platform, and one that hears of everything. */
export function routedEnvironment(options: {
  readonly receivers?: readonly Receiver[];
  readonly teams?: readonly ResolvedTeam[];
  readonly alertmanager?: Readonly<Record<string, unknown>>;
}): ResolvedEnvironment {
  return environmentOf([], {
    platform: platformSchema.parse({
      kind: "platform",
      name: "shop",
      team: "platform",
      alertmanager: {
        receivers: options.receivers ?? channels,
        defaultReceiver: "platform-pager",
        heartbeat: { url: { ...secret("heartbeat-url"), name: "alertmanager-heartbeat" } },
        smtp: {
          host: "mail.shop.example:587",
          from: "alerts@shop.example",
          username: "alerts",
          password: secret("smtp-password"),
        },
        ...options.alertmanager,
      },
      grafana: { url: "https://grafana.shop.example", admin: { secretName: "grafana-admin" } },
    }),
    teams: options.teams ?? [
      team("payments", {
        critical: ["payments-pager", "payments-chat"],
        warning: ["payments-chat", "payments-mail"],
        info: ["payments-mail"],
      }),
      team("platform", { critical: ["platform-pager"], warning: ["platform-tickets"] }),
    ],
  });
}
