import type { AlertingRule, JsonObject, RuleGroup } from "../../../artifacts/index.ts";
import type { Slo } from "../../../definitions/index.ts";
import { durationSeconds, equals, printMatchers } from "../../../query/promql/index.ts";
import type { ResolvedService } from "../../../workspace/index.ts";
import { alertsOf } from "../../alerts/index.ts";
import { BURN_RATE_ALERT } from "../burn-rate-alerts.ts";
import { sloIdentity } from "../names.ts";
import { NO_DATA_ALERTS } from "../no-data-alerts.ts";
import { burnRateThreshold, objectiveRatios } from "../objective.ts";
import { sloPlan } from "../plan.ts";
import type { PlannedTier } from "../tiers.ts";
import { windowName } from "../window-plan.ts";
import { type Events, type InputSeries, type Inputs, type Phase, seriesName } from "./input-series.ts";

/** How many times the guard against low traffic the bad events of a test are. */
const PLENTY = 20;

/** What tests of one SLO are made of. */
export interface Setting {
  readonly service: ResolvedService;
  readonly slo: Slo;
  readonly inputs: Inputs;
  /** Tiers that have an alert, with the times of the alert as it is applied. */
  readonly tiers: readonly PlannedTier[];
  /** The alerts that are applied. */
  readonly alerts: readonly AlertingRule[];
  readonly stepSeconds: number;
  readonly scrapeSeconds: number;
}

/** A claim about which alerts fire at a moment. */
export interface Claim {
  /** Steps since the start. */
  readonly step: number;
  readonly alert: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly fires: boolean;
}

/** A test, and how many steps it goes on for. */
export interface RuleTest {
  readonly steps: number;
  /** In the words of promtool. */
  readonly document: JsonObject;
}

/** Series of one target, and the course of events that they show. */
export interface Shown {
  readonly target: Inputs["target"];
  readonly course: readonly Phase[];
  readonly series: (phases: readonly Phase[]) => readonly InputSeries[];
}

/** Gathers what the tests of an SLO need. */
export function settingOf(
  service: ResolvedService,
  slo: Slo,
  inputs: Inputs,
  groups: readonly RuleGroup[],
): Setting {
  const { tiers: planned, stepSeconds } = sloPlan(service.policy, slo.window);
  const { sli } = slo;
  const alerts = alertsOf(groups);
  const tiers = planned.flatMap((one) => {
    const applied = alerts.find(
      ({ alert, labels }) => alert === BURN_RATE_ALERT && labels.tier === one.tier.name,
    );
    return applied === undefined
      ? []
      : [{ ...one, tier: { ...one.tier, for: applied.for, keepFiringFor: applied.keep_firing_for } }];
  });
  const scrapeSeconds = durationSeconds(sli.kind === "probe" ? sli.interval : service.scrape.interval);
  return { service, slo, inputs, tiers, alerts, stepSeconds, scrapeSeconds };
}

/** One test of what alerts do in a course of events. */
export function test(
  { service, slo, stepSeconds, scrapeSeconds }: Setting,
  name: string,
  shown: readonly Shown[],
  claims: readonly Claim[],
): RuleTest {
  const series = shown.flatMap(({ target, course, series: of }) => {
    // The scrape at second 0 begins the first phase, and the scrape at its last second still belongs to it.
    const phases = course.map((phase, index) =>
      index === 0 ? { ...phase, scrapes: phase.scrapes + 1 } : phase,
    );
    const made = of(phases);
    const up = {
      series: seriesName("up", target),
      values: phases
        .map(({ scrapes, events, up = events !== undefined }) => `${up ? 1 : 0}x${scrapes - 1}`)
        .join(" "),
    };
    // An SLO may be on `up` itself.
    return made.some((one) => one.series.startsWith("up{")) ? made : [up, ...made];
  });
  const unique = new Map(series.map((one) => [one.series, one]));
  const document = {
    input_series: [...unique.values()].map(({ series: name, values }) => ({ series: name, values })),
    interval: windowName(scrapeSeconds),
    name: `${service.name} ${slo.name}: ${name}`,
    promql_expr_test: claims.map((claim) => ({
      eval_time: windowName(claim.step * stepSeconds),
      exp_samples: [{ labels: "{}", value: claim.fires ? 1 : 0 }],
      expr: `clamp_max(count(${firing(service, slo, claim)}) or vector(0), 1)`,
    })),
  };
  return { steps: Math.max(...claims.map(({ step }) => step)), document };
}

/** A course of events of any share of bad ones. */
export function shares({ inputs }: Setting, course: readonly Phase[], lateBorn = false): readonly Shown[] {
  const { shares: made, target } = inputs;
  return made === undefined ? [] : [{ target, course, series: (phases) => made(phases, lateBorn) }];
}

/** A course of events that are all good, all bad, or not there. */
export function wholes({ inputs }: Setting, course: readonly Phase[]): readonly Shown[] {
  return [{ target: inputs.target, course, series: inputs.wholes }];
}

/** Events of one scrape interval: with a share of bad ones, and enough of those in some steps to be no accident. */
export function eventsAt(setting: Setting, threshold: number, ratio: number, steps: number): Events {
  const { inputs, tiers } = setting;
  if (!inputs.counts) {
    return { total: 1, bad: ratio };
  }
  const minimum = Math.max(1, ...tiers.map(({ tier }) => tier.minimumBadEvents));
  const total = Math.ceil((PLENTY * minimum) / (threshold * scrapesOf(setting, steps)));
  return { total, bad: total * ratio };
}

/** The share of bad events above which a tier fires. */
export function thresholdOf({ slo }: Setting, { factor }: PlannedTier): number {
  return Number(burnRateThreshold(factor, objectiveRatios(slo.objective).budget));
}

/** How many steps a time takes. */
export function stepsOf({ stepSeconds }: Setting, seconds: number): number {
  return Math.ceil(seconds / stepSeconds);
}

/** How many scrapes some steps hold. */
export function scrapesOf({ stepSeconds, scrapeSeconds }: Setting, steps: number): number {
  return Math.ceil((steps * stepSeconds) / scrapeSeconds);
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
