import type { JsonObject, RuleGroup, RuleTestArtifact } from "../../../artifacts/index.ts";
import type { Slo } from "../../../definitions/index.ts";
import { durationSeconds, equals, printMatchers } from "../../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../../workspace/index.ts";
import { BURN_RATE_ALERT, countsEvents } from "../burn-rate-alerts.ts";
import { sloRuleGroups } from "../index.ts";
import { sloIdentity } from "../names.ts";
import { NO_DATA_ALERTS } from "../no-data-alerts.ts";
import { burnRateThreshold, objectiveRatios } from "../objective.ts";
import { sloPlan } from "../plan.ts";
import type { PlannedTier } from "../tiers.ts";
import { windowName } from "../window-plan.ts";
import { type InputSeries, type Phase, seriesName } from "./input-series.ts";
import { type Inputs, inputsFor } from "./inputs.ts";

/** Distance of "just above" and "just below" from a threshold. */
const MARGIN = 0.02;
/** How many times the guard against low traffic the bad events of a test are. */
const PLENTY = 20;
/** A test of more steps than this takes longer than it is worth. */
const MOST_STEPS = 1_000;

/** What one promtool test needs to be written. */
interface Setting {
  readonly service: ResolvedService;
  readonly slo: Slo;
  readonly inputs: Inputs;
  readonly stepSeconds: number;
  readonly scrapeSeconds: number;
}

/** A claim about which alerts fire at a moment. */
interface Claim {
  readonly at: number;
  readonly alert: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly fires: boolean;
}

/**
 * Unit tests of the rules of every SLO of an environment, for promtool: each tier fires just above its threshold,
 * not just below, and recovers; an idle service, errors born late and a single error of few events; targets that are
 * gone. An SLO on an expression or a condition of the user's own has none.
 */
export function ruleTests(environment: ResolvedEnvironment): readonly RuleTestArtifact[] {
  return environment.teams.flatMap(({ services }) =>
    services.flatMap((service) => {
      const groups = sloRuleGroups(environment, service);
      return service.slos.flatMap((slo) => sloTests(service, slo, groups));
    }),
  );
}

function sloTests(
  service: ResolvedService,
  slo: Slo,
  groups: readonly RuleGroup[],
): readonly RuleTestArtifact[] {
  const inputs = inputsFor(service, slo);
  if (inputs === undefined) {
    return [];
  }
  const { tiers, stepSeconds } = sloPlan(service.policy, slo.window);
  const { sli } = slo;
  const scrapeSeconds = durationSeconds(sli.kind === "probe" ? sli.interval : service.scrape.interval);
  const setting = { service, slo, inputs, stepSeconds, scrapeSeconds };
  const own = [`${service.name}.targets`, `${service.name}.slo.${slo.name}`];
  return [
    {
      evaluationInterval: windowName(stepSeconds),
      groups: groups.filter(({ name }) => own.includes(name)),
      name: `${service.name}.${slo.name}`,
      tests: [
        ...tiers.flatMap((tier) => tierTests(setting, tier)),
        idleTest(setting),
        ...lateErrorsTest(setting, tiers),
        ...singleErrorTest(setting, tiers),
        ...targetsGoneTest(setting),
      ],
    },
  ];
}

function tierTests(setting: Setting, planned: PlannedTier): readonly JsonObject[] {
  const { tier, longSeconds, shortSeconds } = planned;
  const { stepSeconds } = setting;
  const steps = (seconds: number) => Math.ceil(seconds / stepSeconds);
  const given = countsEvents(setting.slo) && !setting.inputs.counts && tier.minimumBadEvents > 1;
  // Where the number of events is given, so few may be bad at the threshold that all of them are an accident.
  const noAccident = given ? tier.minimumBadEvents / scrapesOf(setting, steps(longSeconds)) : 0;
  const threshold = Math.max(thresholdOf(setting.slo, planned), Number(noAccident.toPrecision(4)));
  // It also takes its time until they are none.
  const accident = given ? Math.ceil((1.5 * tier.minimumBadEvents) / (threshold * scrapesOf(setting, 1))) : 0;
  const burning = Math.max(12, accident, steps(tier.for === undefined ? 0 : durationSeconds(tier.for)) + 3);
  if (threshold * (1 + MARGIN) >= 1 || burning > MOST_STEPS) {
    return [];
  }
  const keep = tier.keepFiringFor === undefined ? 0 : steps(durationSeconds(tier.keepFiringFor));
  const recovered = burning + steps(shortSeconds) + keep + 2;
  const phases = (ratio: number): readonly [Phase, Phase] => {
    const events = eventsAt(setting, threshold, ratio, burning);
    return [
      { scrapes: scrapesOf(setting, burning), events },
      { scrapes: scrapesOf(setting, recovered - burning), events: { ...events, bad: 0 } },
    ];
  };
  const [below] = phases(threshold * (1 - MARGIN));
  const claim = (step: number, fires: boolean): Claim => ({
    at: step * stepSeconds,
    alert: BURN_RATE_ALERT,
    labels: { tier: tier.name },
    fires,
  });
  return [
    test(
      setting,
      `${tier.name} fires just above ${threshold} and recovers`,
      phases(threshold * (1 + MARGIN)),
      [claim(burning, true), claim(recovered, false)],
    ),
    test(setting, `${tier.name} is silent just below ${threshold}`, [below], [claim(burning, false)]),
  ];
}

function idleTest(setting: Setting): JsonObject {
  const { stepSeconds, inputs } = setting;
  // Gauges measure while nothing happens; counters and logs stand still.
  const events = inputs.counts ? { total: 0, bad: 0 } : { total: 1, bad: 0 };
  const busy = { total: 10, bad: 0 };
  return test(
    setting,
    "nothing fires while the service is idle",
    [
      { scrapes: scrapesOf(setting, 6), events: busy },
      { scrapes: scrapesOf(setting, 24), events },
    ],
    [BURN_RATE_ALERT, ...Object.values(NO_DATA_ALERTS)].map((alert) => ({
      at: 30 * stepSeconds,
      alert,
      fires: false,
    })),
  );
}

function lateErrorsTest(setting: Setting, tiers: readonly PlannedTier[]): readonly JsonObject[] {
  const fastest = fastestOf(tiers);
  const { stepSeconds, inputs, slo } = setting;
  const threshold = fastest === undefined ? 1 : thresholdOf(slo, fastest);
  if (fastest === undefined || !inputs.counts || threshold * 1.2 >= 1) {
    return [];
  }
  const { tier, longSeconds } = fastest;
  const burning =
    Math.ceil((longSeconds + (tier.for === undefined ? 0 : durationSeconds(tier.for))) / stepSeconds) + 1;
  const events = eventsAt(setting, threshold, threshold * 1.2, burning);
  return [
    test(
      setting,
      `${tier.name} fires for errors whose series is born with them`,
      [
        { scrapes: scrapesOf(setting, 12), events: { ...events, bad: 0 } },
        { scrapes: scrapesOf(setting, burning), events },
      ],
      [
        { at: 12 * stepSeconds, alert: BURN_RATE_ALERT, fires: false },
        {
          at: (12 + burning) * stepSeconds,
          alert: BURN_RATE_ALERT,
          labels: { tier: tier.name },
          fires: true,
        },
      ],
      true,
    ),
  ];
}

function singleErrorTest(setting: Setting, tiers: readonly PlannedTier[]): readonly JsonObject[] {
  const { stepSeconds, slo, inputs } = setting;
  const guarded = tiers.length > 0 && tiers.every(({ tier }) => tier.minimumBadEvents > 1);
  if (!guarded || !inputs.counts || !countsEvents(slo)) {
    return [];
  }
  // One event in every step, of which one is bad.
  const quiet = { total: 1 / scrapesOf(setting, 1), bad: 0 };
  return [
    test(
      setting,
      "nothing fires for a single error of few events",
      [
        { scrapes: scrapesOf(setting, 6), events: quiet },
        { scrapes: 1, events: { total: 1, bad: 1 } },
        { scrapes: scrapesOf(setting, 12) - 1, events: quiet },
      ],
      [7, 8, 12, 18].map((step) => ({ at: step * stepSeconds, alert: BURN_RATE_ALERT, fires: false })),
    ),
  ];
}

function targetsGoneTest(setting: Setting): readonly JsonObject[] {
  const { noData } = setting.service.policy;
  const { stepSeconds, inputs } = setting;
  if (noData === false || !inputs.fromTargets) {
    return [];
  }
  const gone = Math.ceil(durationSeconds(noData.after) / stepSeconds) + 3;
  const working = { total: 10, bad: 0 };
  return [
    test(
      setting,
      "its targets are gone",
      [
        { scrapes: scrapesOf(setting, 6), events: working },
        { scrapes: scrapesOf(setting, gone), events: undefined },
      ],
      [
        { at: 6 * stepSeconds, alert: NO_DATA_ALERTS.targets, fires: false },
        { at: (6 + gone) * stepSeconds, alert: NO_DATA_ALERTS.targets, fires: true },
        { at: (6 + gone) * stepSeconds, alert: NO_DATA_ALERTS.metric, fires: false },
      ],
    ),
  ];
}

function test(
  { service, slo, inputs, scrapeSeconds }: Setting,
  name: string,
  course: readonly Phase[],
  claims: readonly Claim[],
  lateBorn = false,
): JsonObject {
  // The scrape at second 0 begins the first phase, and the scrape at its last second still belongs to it.
  const phases = course.map((phase, index) =>
    index === 0 ? { ...phase, scrapes: phase.scrapes + 1 } : phase,
  );
  const up: InputSeries = {
    series: seriesName("up", {
      environment: service.environment,
      instance: "10.0.0.1:8080",
      job: service.name,
      service: service.name,
    }),
    values: phases.map(({ scrapes, events }) => `${events === undefined ? 0 : 1}x${scrapes - 1}`).join(" "),
  };
  return {
    input_series: [up, ...inputs.series(phases, lateBorn)].map(({ series, values }) => ({ series, values })),
    interval: windowName(scrapeSeconds),
    name: `${service.name} ${slo.name}: ${name}`,
    promql_expr_test: claims.map((claim) => ({
      eval_time: windowName(claim.at),
      exp_samples: [{ labels: "{}", value: claim.fires ? 1 : 0 }],
      expr: `clamp_max(count(${firing(service, slo, claim)}) or vector(0), 1)`,
    })),
  };
}

function firing(service: ResolvedService, slo: Slo, { alert, labels = {} }: Claim): string {
  const { environment, service: name } = sloIdentity(service, slo);
  const ofSlo = alert === NO_DATA_ALERTS.targets ? [] : [equals("slo", slo.name)];
  const more = Object.entries(labels).map(([label, value]) => equals(label, value));
  return `ALERTS${printMatchers([
    equals("alertname", alert),
    equals("alertstate", "firing"),
    equals("environment", environment),
    equals("service", name),
    ...ofSlo,
    ...more,
  ])}`;
}

/** Events of one scrape interval: with a share of bad ones, and enough of those in a few steps to be no accident. */
function eventsAt(
  setting: Setting,
  threshold: number,
  ratio: number,
  steps: number,
): NonNullable<Phase["events"]> {
  const { service, slo, inputs } = setting;
  if (!inputs.counts) {
    return { total: 1, bad: ratio };
  }
  const { tiers } = sloPlan(service.policy, slo.window);
  const minimum = Math.max(1, ...tiers.map(({ tier }) => tier.minimumBadEvents));
  const total = Math.ceil((PLENTY * minimum) / (threshold * scrapesOf(setting, steps)));
  return { total, bad: total * ratio };
}

function thresholdOf(slo: Slo, { factor }: PlannedTier): number {
  return Number(burnRateThreshold(factor, objectiveRatios(slo.objective).budget));
}

function scrapesOf({ stepSeconds, scrapeSeconds }: Setting, steps: number): number {
  return Math.ceil((steps * stepSeconds) / scrapeSeconds);
}

function fastestOf(tiers: readonly PlannedTier[]): PlannedTier | undefined {
  return tiers.reduce<PlannedTier | undefined>(
    (first, tier) => (first === undefined || tier.longSeconds < first.longSeconds ? tier : first),
    undefined,
  );
}
