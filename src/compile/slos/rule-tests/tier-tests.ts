import { durationSeconds } from "../../../query/promql/index.ts";
import { BURN_RATE_ALERT, countsEvents } from "../burn-rate-alerts.ts";
import type { PlannedTier } from "../tiers.ts";
import type { Inputs, Phase } from "./input-series.ts";
import { inputsFor } from "./inputs.ts";
import {
  type Claim,
  eventsAt,
  type RuleTest,
  type Setting,
  scrapesOf,
  shares,
  stepsOf,
  test,
  thresholdOf,
  wholes,
} from "./setting.ts";

/** Distance of "just above" and "just below" from a threshold, as a share of it. */
const MARGIN = 0.02;
/** Fewest steps that a test burns for. */
const FEWEST_STEPS = 12;
/** Well above a threshold. */
const ABOVE = 1.2;

/**
 * A tier fires just above its threshold, recovers, and is silent just below.
 *
 * @returns tests that belong together; nothing where there are too few events for the tier to ever fire
 */
export function tierTests(setting: Setting, tier: PlannedTier): readonly (readonly RuleTest[])[] {
  return [thresholdTests(setting, tier), wholeTest(setting, tier)].filter(({ length }) => length > 0);
}

function thresholdTests(setting: Setting, planned: PlannedTier): readonly RuleTest[] {
  const { tier, longSeconds } = planned;
  const { inputs } = setting;
  const steps = (seconds: number) => stepsOf(setting, seconds);
  const given = countsEvents(setting.slo) && !inputs.counts && tier.minimumBadEvents > 1;
  // Where the number of events is given, so few may be bad at the threshold that all of them are an accident.
  const noAccident = given ? tier.minimumBadEvents / scrapesOf(setting, steps(longSeconds)) : 0;
  const threshold = Math.max(thresholdOf(setting, planned), Number(noAccident.toPrecision(4)));
  // It also takes its time until they are none.
  const accident = given ? Math.ceil((1.5 * tier.minimumBadEvents) / (threshold * scrapesOf(setting, 1))) : 0;
  // There is no share of bad events above 1.
  const margin = Math.min(MARGIN, (1 / threshold - 1) / 2);
  if (inputs.shares === undefined || margin <= 0) {
    return [];
  }
  // What lags behind is wrong at first, by less than the margin after that many times as long.
  const lag = Math.ceil(2 / margin) * steps(inputs.lagSeconds);
  const burning = Math.max(FEWEST_STEPS, accident, lag, forSteps(setting, planned) + 3);
  const recovered = burning + recovery(setting, planned);
  const phases = (ratio: number): readonly [Phase, Phase] => {
    // Enough of them from the first step on, so that the alert waits for nothing but its time.
    const events = eventsAt(setting, threshold, ratio, Math.min(FEWEST_STEPS, steps(longSeconds)));
    return [
      { scrapes: scrapesOf(setting, burning), events },
      { scrapes: scrapesOf(setting, recovered - burning), events: { ...events, bad: 0 } },
    ];
  };
  const [below] = phases(threshold * (1 - margin));
  return [
    test(
      setting,
      `${tier.name} fires just above ${threshold} and recovers`,
      shares(setting, phases(threshold * (1 + margin))),
      [claim(setting, planned, burning, true), claim(setting, planned, recovered, false)],
    ),
    test(setting, `${tier.name} is silent just below ${threshold}`, shares(setting, [below]), [
      claim(setting, planned, burning, false),
    ]),
  ];
}

/** Where shares are given as recorded, the series themselves show what is good and bad as a whole. */
function wholeTest(setting: Setting, planned: PlannedTier): readonly RuleTest[] {
  const { inputs } = setting;
  if (inputs.shares === inputs.wholes || thresholdOf(setting, planned) >= 1) {
    return [];
  }
  const [before, lag] = [6, stepsOf(setting, inputs.lagSeconds)];
  const burning =
    Math.ceil((before * thresholdOf(setting, planned)) / (1 - thresholdOf(setting, planned))) +
    Math.max(3, forSteps(setting, planned) + 3) +
    lag;
  const recovered = recovery(setting, planned);
  const phase = (steps: number, bad: number) => ({
    scrapes: scrapesOf(setting, steps),
    events: { total: 1, bad },
  });
  return [
    test(
      setting,
      `${planned.tier.name} fires while nothing is good and recovers`,
      wholes(setting, [phase(before, 0), phase(burning, 1), phase(recovered, 0)]),
      [
        claim(setting, planned, before, false),
        claim(setting, planned, before + burning, true),
        claim(setting, planned, before + burning + recovered, false),
      ],
    ),
  ];
}

/**
 * Errors that nobody has seen before count, though their series begins with them: a burst in its first scrape, without
 * which those that follow would be too few.
 */
export function lateErrorsTest(setting: Setting): readonly RuleTest[] {
  const { inputs } = setting;
  const burn = inputs.bornLate ? wellAbove(setting) : undefined;
  if (burn === undefined) {
    return [];
  }
  const { fastest, threshold, events } = burn;
  const before = stepsOf(setting, fastest.longSeconds);
  const after = forSteps(setting, fastest) + 1;
  const burst = (1.5 * threshold * events.total * scrapesOf(setting, before)) / (1 - threshold);
  return [
    test(
      setting,
      `${fastest.tier.name} fires for errors whose series is born with them`,
      shares(
        setting,
        [
          { scrapes: scrapesOf(setting, before), events: { ...events, bad: 0 } },
          { scrapes: 1, events: { total: events.total + burst, bad: burst } },
          { scrapes: scrapesOf(setting, after) - 1, events },
        ],
        true,
      ),
      [claim(setting, fastest, before, false), claim(setting, fastest, before + after, true)],
    ),
  ];
}

/** A group that burns says so in its labels, and leaves the others alone. */
export function otherGroupTest(setting: Setting): readonly RuleTest[] {
  const { inputs, service, slo } = setting;
  const isGrouped = inputs.group !== undefined && Object.keys(inputs.group).length > 0;
  const other = isGrouped ? inputsFor(service, slo, "b") : undefined;
  const isOther = Object.entries(other?.group ?? {}).some(
    ([label, value]) => inputs.group?.[label] !== value,
  );
  const burn = other?.shares === undefined || !isOther ? undefined : wellAbove(setting);
  if (other === undefined || burn === undefined) {
    return [];
  }
  const { fastest, burning, events } = burn;
  const course = (bad: number): readonly Phase[] => [
    { scrapes: scrapesOf(setting, burning), events: { ...events, bad } },
  ];
  const quiet = { ...setting, inputs: other };
  return [
    test(
      setting,
      `${fastest.tier.name} fires for the group that burns and for no other`,
      [...shares(setting, course(events.bad)), ...shares(quiet, course(0))],
      [claim(setting, fastest, burning, true), claim(quiet, fastest, burning, false)],
    ),
  ];
}

/** Where a tier asks for more than one bad event, a single one is an accident, however few there were in all. */
export function singleErrorTest(setting: Setting): readonly RuleTest[] {
  const { slo, inputs, tiers } = setting;
  const guarded = tiers.length > 0 && tiers.every(({ tier }) => tier.minimumBadEvents > 1);
  if (!guarded || !countsEvents(slo)) {
    return [];
  }
  // One event in every step, of which one is bad; probes come as often as they come.
  const quiet = inputs.counts ? { total: 1 / scrapesOf(setting, 1), bad: 0 } : { total: 1, bad: 0 };
  return [
    test(
      setting,
      "nothing fires for a single error of few events",
      shares(setting, [
        { scrapes: scrapesOf(setting, 6), events: quiet },
        { scrapes: 1, events: { total: 1, bad: 1 } },
        { scrapes: scrapesOf(setting, 12) - 1, events: quiet },
      ]),
      [7, 8, 12, 18].map((step) => ({ step, alert: BURN_RATE_ALERT, fires: false })),
    ),
  ];
}

/** Events that the fastest tier fires for, and for how many steps they go on. */
function wellAbove(setting: Setting) {
  const [first, ...others] = setting.tiers;
  const fastest = first && others.reduce((a, b) => (b.longSeconds < a.longSeconds ? b : a), first);
  const threshold = fastest === undefined ? 1 : thresholdOf(setting, fastest);
  if (fastest === undefined || setting.inputs.shares === undefined || threshold * ABOVE >= 1) {
    return undefined;
  }
  const long = stepsOf(setting, fastest.longSeconds);
  const burning = long + forSteps(setting, fastest) + 1;
  return { fastest, threshold, burning, events: eventsAt(setting, threshold, threshold * ABOVE, long) };
}

function claim(
  { inputs }: { readonly inputs: Inputs },
  planned: PlannedTier,
  step: number,
  fires: boolean,
): Claim {
  return { step, alert: BURN_RATE_ALERT, labels: { tier: planned.tier.name, ...inputs.group }, fires };
}

function forSteps(setting: Setting, { tier }: PlannedTier): number {
  return tier.for === undefined ? 0 : stepsOf(setting, durationSeconds(tier.for));
}

/** Steps after a burn until its alert is over. */
function recovery(setting: Setting, { tier, shortSeconds }: PlannedTier): number {
  const keep = tier.keepFiringFor === undefined ? 0 : stepsOf(setting, durationSeconds(tier.keepFiringFor));
  return stepsOf(setting, shortSeconds) + stepsOf(setting, setting.inputs.lagSeconds) + keep + 2;
}
