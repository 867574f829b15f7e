import { setTimeout as sleep } from "node:timers/promises";
import type { AlertReport } from "../../../src/audit/index.ts";
import type { AlertingCluster } from "./cluster.ts";
import type { FakeService } from "./fake-service.ts";
import type { Recorded } from "./recorder.ts";

/** What can happen to a service. */
export type FaultKind = "process gone" | "hung target" | "all requests fail" | "errors during a rollout";

/** One fault, and what came of it. */
export interface FaultResult {
  readonly kind: FaultKind;
  readonly service: string;
  readonly alert: string;
  /** Seconds until the first message; `undefined` when none came. */
  readonly seconds: number | undefined;
  /** What was computed for it beforehand. */
  readonly bound: number;
}

const LONGEST_WAIT_MS = 90_000;
/** Between the instances of a rollout. */
const ROLLOUT_PAUSE_MS = 3_000;
/** Half of the requests fail while one of two instances is replaced, so the ratio takes twice as long to rise. */
const EXTRA_DETECTION_SECONDS = 6;

/** Makes a fault, waits for its message, and heals it. */
export async function makeFault(
  cluster: AlertingCluster,
  service: FakeService,
  kind: FaultKind,
  reports: readonly AlertReport[],
): Promise<FaultResult> {
  const name = service.service.name;
  const alert = kind === "process gone" || kind === "hung target" ? "ServiceDown" : "HighErrorRatio";
  const report = reports.find((each) => each.service === name && each.rule.alert === alert);
  if (report?.latency === undefined) {
    throw new Error(`${name} has no ${alert} with a bound`);
  }
  const bound = report.latency.seconds + (kind === "errors during a rollout" ? EXTRA_DETECTION_SECONDS : 0);
  const begun = Date.now();
  const done = inflict(service, kind);
  const isIt = ({ at, labels, status }: Recorded) =>
    at >= begun && status === "firing" && labels.service === name && labels.alertname === alert;
  const message = await waitFor(() => cluster.recorder.messages.find(isIt), LONGEST_WAIT_MS);
  await done;
  await service.heal();
  return {
    kind,
    service: name,
    alert,
    seconds: message === undefined ? undefined : (message.at - begun) / 1_000,
    bound,
  };
}

async function inflict(service: FakeService, kind: FaultKind): Promise<void> {
  switch (kind) {
    case "process gone":
      return service.gone();
    case "hung target":
      return service.hang();
    case "all requests fail":
      return service.fail();
    case "errors during a rollout":
      return service.rollOut(ROLLOUT_PAUSE_MS);
  }
}

/** First alerts of the messages of critical alerts that say nothing which was not said before. */
export function duplicates(messages: readonly Recorded[]): readonly Recorded[] {
  const said = new Set<string>();
  const byMessage = new Map<number, Recorded[]>();
  for (const recorded of messages.filter(({ labels }) => labels.severity === "critical")) {
    byMessage.set(recorded.message, [...(byMessage.get(recorded.message) ?? []), recorded]);
  }
  return [...byMessage.values()].flatMap((alerts) => {
    const keys = alerts.map(({ receiver, status, labels, startsAt }) =>
      JSON.stringify([receiver, status, startsAt, Object.entries(labels).sort()]),
    );
    const isNew = keys.some((key) => !said.has(key));
    for (const key of keys) {
      said.add(key);
    }
    return isNew ? [] : alerts.slice(0, 1);
  });
}

/** Asks until there is an answer, or the time is over. */
export async function waitFor<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  limitMs: number,
): Promise<T | undefined> {
  const limit = Date.now() + limitMs;
  while (Date.now() < limit) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await sleep(50);
  }
  return ask();
}
