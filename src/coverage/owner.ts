import type { Simulator } from "../routing/index.ts";
import { no, type PillarCoverage, yes } from "./pillar-coverage.ts";

/** Alertmanager's lists of integrations that hand an alert to a machine: nobody need look there. */
const MACHINES: ReadonlySet<string> = new Set(["jira_configs", "sns_configs", "webhook_configs"]);

/**
 * Whether somebody answers for a service: a page or a ticket with its labels, whatever it is about, goes to a receiver
 * that a person or a channel reads, and not to the default one, which is for what belongs to nobody. Who sits behind
 * the receiver, and whether the rota is filled, no artifact can say.
 */
export function ownership(
  labels: { readonly environment: string; readonly service: string; readonly team: string },
  routing: Simulator,
): PillarCoverage {
  const receivers = new Set(
    ["critical", "warning"].flatMap((severity) =>
      routing.routes({ ...labels, alertname: "Owner", severity }).map(({ receiver }) => receiver),
    ),
  );
  receivers.delete(routing.root.receiver);
  const lists = new Set([...receivers].flatMap((receiver) => routing.integrations.get(receiver) ?? []));
  const people = [...lists].filter((list) => !MACHINES.has(list)).map(kindOf);
  if (people.length > 0) {
    return yes(people.sort().join(", "));
  }
  return lists.size === 0
    ? no("nobody is told")
    : no(`machines alone are told (${[...lists].map(kindOf).sort().join(", ")})`);
}

function kindOf(list: string): string {
  return list.replace(/_configs$/, "");
}
