import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type AlertReport, alertReports } from "../src/audit/index.ts";
import { compileConfig } from "../src/cli/pipeline.ts";
import { type AlertingCluster, startCluster } from "../test/support/alerting/cluster.ts";
import type { FakeService } from "../test/support/alerting/fake-service.ts";
import {
  duplicates,
  type FaultKind,
  type FaultResult,
  makeFault,
  waitFor,
} from "../test/support/alerting/faults.ts";
import { startAlertmanager } from "../test/support/servers.ts";
import { atLeast, atMost, exactly, type Figure, told } from "./figure.ts";
import { random } from "./random.ts";

const SHOP = fileURLToPath(new URL("../examples/shop", import.meta.url));
const SEED = 5;
/** How long faults go on; with what is around them, the figures take less than ten minutes. */
const FAULTS_MS = 430_000;
/** A group is forgotten this long after its alert; faults that follow faster wait for its tick. */
const REST_MS = 45_000;
/** Errors page again no sooner: the minute that remembers them and `keep_firing_for` make one outage of two. */
const ERRORS_REST_MS = 400_000;
const WARM_UP_MS = 30_000;

interface Setup {
  readonly cluster: AlertingCluster;
  readonly reports: readonly AlertReport[];
  /** Services of the highest tier. */
  readonly services: readonly FakeService[];
}

/** From a fault to its message, on real servers, with the example's own rules and routes. */
export async function figures(faultsMs: number = FAULTS_MS): Promise<readonly Figure[]> {
  const names = ["production", "staging", "staging"];
  const setups = await Promise.all(names.map(setUp));
  try {
    await sleep(WARM_UP_MS);
    const [production, staging, broken] = setups as [Setup, Setup, Setup];
    const [first, second, disturbed] = await Promise.all([
      faultsOf(production, SEED, faultsMs),
      faultsOf(staging, SEED + 1, faultsMs),
      disturbances(broken),
    ]);
    return [...undisturbed([...first, ...second], [production, staging]), ...disturbed];
  } finally {
    await Promise.all(setups.map(({ cluster }) => cluster.stop()));
  }
}

async function setUp(name: string): Promise<Setup> {
  const { workspace, artifacts, diagnostics } = await compileConfig(SHOP);
  const environment = workspace?.environments.find((each) => each.name === name);
  const made = artifacts?.environments.find((each) => each.environment === name);
  if (environment === undefined || made === undefined) {
    throw new Error(`the example does not compile: ${JSON.stringify(diagnostics)}`);
  }
  const cluster = await startCluster(environment, made);
  const services = cluster.services.filter(({ service }) => service.tier === "critical");
  return { cluster, reports: alertReports(environment, made), services };
}

/** Faults of every service at random moments, one after the other for each service. */
async function faultsOf(
  { cluster, reports, services }: Setup,
  seed: number,
  faultsMs: number,
): Promise<FaultResult[]> {
  const end = Date.now() + faultsMs;
  const results = await Promise.all(
    services.map(async (service, index) => {
      const next = random(seed * 100 + index);
      const found: FaultResult[] = [];
      let errorsFrom = 0;
      let rollout = (index + seed) % 2 === 0;
      let hung = index % 2 === 1;
      await sleep(next() * 10_000);
      while (Date.now() < end) {
        const kind = nextKind();
        const result = await makeFault(cluster, service, kind, reports);
        process.stderr.write(
          `${service.service.environment} ${result.service}: ${kind}, ${result.seconds?.toFixed(1) ?? "lost"} s of ${result.bound} s\n`,
        );
        found.push(result);
        await sleep(REST_MS + next() * 10_000);
      }
      return found;

      function nextKind(): FaultKind {
        if (service.slos.length > 0 && Date.now() >= errorsFrom) {
          errorsFrom = Date.now() + ERRORS_REST_MS;
          rollout = !rollout;
          return rollout ? "errors during a rollout" : "all requests fail";
        }
        hung = !hung;
        return hung ? "hung target" : "process gone";
      }
    }),
  );
  return results.flat();
}

function undisturbed(results: readonly FaultResult[], setups: readonly Setup[]): readonly Figure[] {
  const kinds = ["process gone", "hung target", "all requests fail", "errors during a rollout"] as const;
  const all = secondsOf(results);
  const repeated = setups.flatMap(({ cluster }) => duplicates(cluster.recorder.messages));
  for (const { labels, receiver, startsAt, status } of repeated) {
    process.stderr.write(`twice: ${receiver} ${status} ${startsAt} ${JSON.stringify(labels)}\n`);
  }
  return [
    atLeast("critical faults", results.length, 60),
    exactly("of them lost", results.length - all.length, 0),
    told("fault to message, p50", percentile(all, 0.5), "s"),
    atMost("fault to message, p95", percentile(all, 0.95), 15, "s"),
    told("fault to message, maximum", Math.max(...all), "s"),
    exactly(
      "messages above their computed bound",
      results.filter(({ seconds, bound }) => seconds !== undefined && seconds > bound).length,
      0,
    ),
    exactly("duplicates", repeated.length, 0),
    ...kinds.flatMap((kind) => {
      const some = results.filter((result) => result.kind === kind);
      const seconds = secondsOf(some);
      const bound = Math.max(...some.map((result) => result.bound));
      return [
        told(`${kind}: faults`, some.length),
        told(`${kind}: p50`, percentile(seconds, 0.5), "s"),
        told(`${kind}: p95`, percentile(seconds, 0.95), "s"),
        atMost(`${kind}: maximum`, Math.max(...seconds), bound, "s"),
      ];
    }),
  ];
}

/** An Alertmanager is killed, later Prometheus restarts, and last comes a configuration that is broken. */
async function disturbances({ cluster, reports, services }: Setup): Promise<readonly Figure[]> {
  const results: FaultResult[] = [];
  const fault = async (index: number, kind: FaultKind = "process gone") => {
    const service = services[index % services.length];
    if (service !== undefined) {
      results.push(await makeFault(cluster, service, kind, reports));
    }
  };
  await fault(0);
  const [victim, survivor] = cluster.alertmanagers;
  await victim?.kill();
  await Promise.all([fault(1), fault(2, "hung target")]);
  await sleep(REST_MS);
  // A fault that Prometheus has seen when it goes down.
  const during = fault(3);
  await sleep(4_000);
  await cluster.restartPrometheus();
  await during;
  await sleep(10_000);
  await fault(4);
  const afterKill = duplicates(cluster.recorder.messages).length;
  const bounds = results.map(({ seconds, bound }) => (seconds ?? Number.POSITIVE_INFINITY) - bound);

  // The other member is started again on its old folder, with the configuration that worked.
  const again =
    victim &&
    (await startAlertmanager({ config: cluster.config, folder: victim.folder, port: portOf(victim.url) }));
  const members = [survivor, again].filter((member) => member !== undefined);
  const refused = await Promise.all(members.map(({ folder, url }) => reloadBroken(folder, url)));
  const begun = Date.now();
  await fault(0);
  const kept = results.at(-1)?.seconds !== undefined;
  const meta = await waitFor(
    () =>
      cluster.recorder.messages.find(
        ({ labels, status }) => status === "firing" && labels.alertname === "AlertmanagerConfigRejected",
      ),
    90_000,
  );
  await again?.stop();
  return [
    told("with an Alertmanager killed and Prometheus restarted: faults", bounds.length),
    exactly("lost", bounds.filter((over) => over === Number.POSITIVE_INFINITY).length, 0),
    told("longest over the bound", Math.max(0, ...bounds), "s"),
    told("duplicates", afterKill),
    exactly("broken configurations refused", refused.filter(Boolean).length, members.length),
    exactly("alerts still delivered by the old one", kept ? 1 : 0, 1),
    atMost(
      "until the platform's team hears of it",
      meta === undefined ? Number.POSITIVE_INFINITY : (meta.at - begun) / 1_000,
      90,
      "s",
    ),
  ];
}

/** Puts a route to nobody into the configuration and reloads; tells whether it was refused. */
async function reloadBroken(folder: string, url: string): Promise<boolean> {
  await writeFile(
    join(folder, "alertmanager.yaml"),
    JSON.stringify({ receivers: [], route: { receiver: "gone" } }),
  );
  const answer = await fetch(`${url}/-/reload`, { method: "POST" });
  return !answer.ok;
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function secondsOf(results: readonly FaultResult[]): readonly number[] {
  return results.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds])).sort((a, b) => a - b);
}

/** The value that a share of the sorted values does not exceed. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.POSITIVE_INFINITY;
}
