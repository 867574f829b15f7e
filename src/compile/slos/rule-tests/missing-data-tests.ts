import { durationSeconds } from "../../../query/promql/index.ts";
import { BURN_RATE_ALERT } from "../burn-rate-alerts.ts";
import { NO_DATA_ALERTS } from "../no-data-alerts.ts";
import { sourcesOf } from "../sources.ts";
import { type RuleTest, type Setting, scrapesOf, stepsOf, test, wholes } from "./setting.ts";

const WORKING = { total: 10, bad: 0 };
/** How long Prometheus takes the last sample of a series for its value. */
const LOOK_BACK_SECONDS = 300;

/** Nothing is told of a service that is idle, which is neither without targets nor without series. */
export function idleTest(setting: Setting): RuleTest {
  const { inputs } = setting;
  // Gauges measure while nothing happens; counters and logs stand still.
  const events = inputs.counts ? { total: 0, bad: 0 } : { total: 1, bad: 0 };
  const alerts = [BURN_RATE_ALERT, ...(inputs.madeSources ? Object.values(NO_DATA_ALERTS) : [])];
  return test(
    setting,
    "nothing fires while the service is idle",
    wholes(setting, [
      { scrapes: scrapesOf(setting, 6), events: WORKING },
      { scrapes: scrapesOf(setting, 24), events },
    ]),
    alerts.map((alert) => ({ step: 30, alert, fires: false })),
  );
}

/** All targets of a service are gone. */
export function targetsGoneTest(setting: Setting): readonly RuleTest[] {
  const after = appliedFor(setting, NO_DATA_ALERTS.targets);
  if (after === undefined || !setting.inputs.fromTargets) {
    return [];
  }
  const gone = goneSteps(setting, after);
  return [
    test(
      setting,
      "its targets are gone",
      wholes(setting, [
        { scrapes: scrapesOf(setting, 6), events: WORKING },
        { scrapes: scrapesOf(setting, gone), events: undefined },
      ]),
      [
        { step: 6, alert: NO_DATA_ALERTS.targets, fires: false },
        { step: 6 + gone, alert: NO_DATA_ALERTS.targets, fires: true },
        { step: 6 + gone, alert: NO_DATA_ALERTS.metric, fires: false },
        { step: 6 + gone, alert: BURN_RATE_ALERT, fires: false },
      ],
    ),
  ];
}

/** The series of an SLO are gone. A composite has no series of its own to lose: its parts tell, and it says nothing. */
export function seriesGoneTest(setting: Setting): readonly RuleTest[] {
  const { service, slo, inputs } = setting;
  const { noData } = service.policy;
  if (noData === false) {
    return [];
  }
  const sources = sourcesOf(service, slo);
  if (sources.some(({ metric }) => metric === "up")) {
    return []; // Those are gone only together with the targets.
  }
  const isTold = sources.length > 0;
  const after = isTold ? appliedFor(setting, NO_DATA_ALERTS.metric) : noData.after;
  if (after === undefined) {
    return [];
  }
  const gone = goneSteps(setting, after);
  return [
    test(
      setting,
      isTold ? "its series are gone though its targets answer" : "its parts have no events",
      wholes(setting, [
        { scrapes: scrapesOf(setting, 6), events: WORKING },
        { scrapes: scrapesOf(setting, gone), events: undefined, up: true },
      ]),
      [
        ...(inputs.madeSources ? [{ step: 6, alert: NO_DATA_ALERTS.metric, fires: false }] : []),
        { step: 6 + gone, alert: NO_DATA_ALERTS.metric, fires: isTold },
        { step: 6 + gone, alert: NO_DATA_ALERTS.targets, fires: false },
        { step: 6 + gone, alert: BURN_RATE_ALERT, fires: false },
      ],
    ),
  ];
}

/** How long an alert waits as it is applied; `undefined` where there is none. */
function appliedFor({ alerts }: Setting, name: string): string | undefined {
  const applied = alerts.find(({ alert }) => alert === name);
  return applied && (applied.for ?? "0s");
}

function goneSteps(setting: Setting, after: string): number {
  return stepsOf(setting, durationSeconds(after) + LOOK_BACK_SECONDS) + 2;
}
