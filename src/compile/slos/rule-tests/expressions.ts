import type { Sli, Slo } from "../../../definitions/index.ts";
import {
  childrenOf,
  durationSeconds,
  numberValue,
  type PromqlExpr,
  parsePromql,
} from "../../../query/promql/index.ts";
import type { ResolvedService } from "../../../workspace/index.ts";
import { sloIdentity, sloSeries } from "../names.ts";
import { sloPlan } from "../plan.ts";
import { answerOf, goodCondition } from "../sli/time.ts";
import { readsOwnTargets } from "../sources.ts";
import { windowName } from "../window-plan.ts";
import {
  counterSeries,
  type Events,
  gaugeSeries,
  type InputSeries,
  type Inputs,
  type Phase,
  seriesName,
} from "./input-series.ts";
import { recordedSeries } from "./recorded.ts";
import type { Sample, SteadySeries } from "./steady.ts";
import { isEmptyWithout, steadySeries, steerTo, steerUntil } from "./steer.ts";

type Labels = Readonly<Record<string, string>>;
type Told = Pick<Inputs, "target" | "group">;

/** Series that make an expression of the user's own have a share of bad; else shares as they are recorded of it. */
export function errorRatioInputs(
  service: ResolvedService,
  slo: Slo,
  { promql }: Extract<Sli, { kind: "errorRatio" }>,
  common: Labels,
  told: Told,
): Inputs | undefined {
  const { expr } = parsePromql(promql);
  const series = expr && steadySeries(expr, common);
  if (expr === undefined) {
    return undefined;
  }
  // A test asks for the same few shares again and again.
  const settings = new Map<number, readonly SteadySeries[] | undefined>();
  const settingOf = ({ total, bad }: Events) => {
    const share = bad / total;
    if (!settings.has(share)) {
      settings.set(share, series && steerTo(expr, series, share));
    }
    return settings.get(share);
  };
  const shares = (phases: readonly Phase[]) =>
    series?.flatMap((_, at) => courseOf(service, phases, at, settingOf));
  const isSteered = [0, 0.001, 0.5, 1].every((bad) => settingOf({ total: 1, bad }) !== undefined);
  const steered = isSteered ? (phases: readonly Phase[]) => shares(phases) ?? [] : undefined;
  const recorded = isEmptyWithout(expr) ? recordedShares(service, slo, told.group) : undefined;
  const either = steered ?? recorded;
  return (
    either && {
      ...told,
      group: groupOf(told.group, series),
      counts: false,
      bornLate: false,
      fromTargets: steered !== undefined && readsOwnTargets(service, slo),
      madeSources: steered !== undefined,
      lagSeconds: steered === undefined ? 0 : lagOf(service, slo, expr),
      shares: either,
      wholes: either,
    }
  );
}

/** Slices are good or bad as a whole: shares of them are as they are recorded, good and bad ones made by the condition. */
export function timeSlicesInputs(
  service: ResolvedService,
  slo: Slo,
  { good }: Extract<Sli, { kind: "timeSlices" }>,
  common: Labels,
  told: Told,
): Inputs | undefined {
  const condition = goodCondition(service, good);
  const asked = answerOf(condition);
  if (condition === undefined || asked === undefined) {
    return undefined;
  }
  const series = steadySeries(condition, common);
  // Far from the thresholds first: what looks back takes its time to get there.
  const candidates = numbersIn(condition).flatMap((value) => [
    value * 1_000,
    value / 1_000,
    value * 2,
    value / 2,
    value + 1,
    value - 1,
    value,
  ]);
  const until = (wanted: number) =>
    series &&
    steerUntil(
      asked,
      series,
      candidates,
      (samples: readonly Sample[]) =>
        samples.length > 0 && Math.min(...samples.map(({ value }) => value)) === wanted,
    );
  const settings = { bad: until(0), good: until(1) };
  const isSteered = settings.bad !== undefined && settings.good !== undefined;
  const steered = (phases: readonly Phase[]) =>
    series?.flatMap((_, at) =>
      courseOf(service, phases, at, ({ bad }) => (bad > 0 ? settings.bad : settings.good)),
    ) ?? [];
  const recorded = isEmptyWithout(asked) ? recordedShares(service, slo, told.group) : undefined;
  const wholes = isSteered ? steered : recorded;
  return (
    wholes && {
      ...told,
      group: groupOf(told.group, series),
      counts: false,
      bornLate: false,
      fromTargets: isSteered && readsOwnTargets(service, slo),
      madeSources: isSteered,
      lagSeconds: lagOf(service, slo, asked),
      shares: recorded,
      wholes,
    }
  );
}

/** The group of the series, unless selectors say themselves which one it is. */
function groupOf(group: Labels = {}, series: readonly SteadySeries[] = []): Labels | undefined {
  const isTheirs = Object.entries(group).every(([label, value]) =>
    series.every(({ labels }) => labels[label] === value),
  );
  return isTheirs ? group : undefined;
}

/** The series at one place of the settings, phase by phase. */
function courseOf(
  service: ResolvedService,
  phases: readonly Phase[],
  at: number,
  settingOf: (events: Events) => readonly SteadySeries[] | undefined,
): readonly InputSeries[] {
  const first = phases.find(({ events }) => events !== undefined)?.events;
  const shape = first && settingOf(first)?.[at];
  if (shape === undefined) {
    return [];
  }
  const name = seriesName(shape.metric, shape.labels);
  const heightOf = (events: Events) => settingOf(events)?.[at]?.value ?? 0;
  const seconds = durationSeconds(service.scrape.interval);
  return [
    shape.grows
      ? counterSeries(name, phases, (events) => heightOf(events) * seconds)
      : gaugeSeries(name, phases, heightOf),
  ];
}

function recordedShares(service: ResolvedService, slo: Slo, group: Labels = {}) {
  const { stepSeconds } = sloPlan(service.policy, slo.window);
  const scrapes = stepSeconds / durationSeconds(service.scrape.interval);
  return (phases: readonly Phase[]) =>
    recordedSeries(
      sloSeries.events(windowName(stepSeconds)),
      { ...group, ...sloIdentity(service, slo) },
      phases,
      scrapes,
    );
}

/** How long an expression shows what was before: while it looks back, and for a step where it had a value then. */
function lagOf(service: ResolvedService, slo: Slo, expr: PromqlExpr): number {
  return Math.max(
    longestRange(expr),
    isEmptyWithout(expr) ? 0 : sloPlan(service.policy, slo.window).stepSeconds,
  );
}

/** How far back an expression looks. */
function longestRange(expr: PromqlExpr): number {
  const own = "range" in expr && expr.range !== undefined ? durationSeconds(expr.range) : 0;
  const offset =
    "offset" in expr && expr.offset !== undefined ? durationSeconds(expr.offset.replace("-", "")) : 0;
  return own + offset + Math.max(0, ...childrenOf(expr).map(longestRange));
}

function numbersIn(expr: PromqlExpr): readonly number[] {
  const own = expr.kind === "number" ? [numberValue(expr.text) ?? 0] : [];
  return [...own, ...childrenOf(expr).flatMap(numbersIn)];
}
