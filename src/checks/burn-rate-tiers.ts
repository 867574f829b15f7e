import { withTierChanges } from "../definitions/alert-policy.ts";
import { type AlertPolicy, type Slo, workbookPolicy } from "../definitions/index.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { durationSeconds, formatDuration } from "../query/promql/index.ts";
import type { Check } from "./check.ts";
import { type Presence, presences } from "./presence.ts";

/** Scrapes that a window needs so that one that failed does not decide. */
const FEWEST_SCRAPES = 4;
/** Longest step that events are counted in. */
const LONGEST_STEP_SECONDS = 300;
const DAY_SECONDS = 86_400;

// A thousand services share a handful of policies, objectives and windows.
const sound = new WeakMap<AlertPolicy, Set<string>>();

/** Tiers of burn-rate alerts exist, can be reached, and have windows that hold enough scrapes. */
export const burnRateTiers: Check = (draft) =>
  presences(draft).flatMap((presence) => {
    const { service } = presence;
    const policy = policyOf(presence);
    const changed = withTierChanges(policy, service.value.tiers);
    return [
      ...unknownTiers(presence, policy),
      ...invertedTiers(presence, changed),
      ...service.value.slos.flatMap((slo, index) => {
        const kind = slo.sli.kind === "timeSlices" ? slo.sli.slice : slo.sli.kind;
        const key = [slo.objective, slo.window, scrapeInterval(presence, slo), kind].join(" ");
        if (sound.get(changed)?.has(key) === true) {
          return [];
        }
        const found = [
          ...shortWindows(presence, changed, slo, index),
          ...unreachableTiers(presence, changed, slo, index),
          ...rareProbes(presence, changed, slo, index),
          ...unwatched(presence, changed, slo, index),
        ];
        if (found.length === 0) {
          sound.set(changed, (sound.get(changed) ?? new Set()).add(key));
        }
        return found;
      }),
    ];
  });

/** The policy of a service where it runs, without its own changes. */
export function policyOf({ service, environment }: Presence): AlertPolicy {
  const { policy, tier } = service.value;
  return policy ?? environment.value.settings.policies[tier] ?? workbookPolicy;
}

function unknownTiers({ service }: Presence, { burnRate, name }: AlertPolicy): readonly Diagnostic[] {
  const known = burnRate.map((tier) => tier.name);
  return Object.keys(service.value.tiers ?? {})
    .filter((tier) => !known.includes(tier))
    .map((tier) =>
      diagnostic("unknown-tier", {
        ...service.at("tiers", tier),
        message: `the policy "${name}" has no tier "${tier}"`,
        hint: suggest(tier, known),
      }),
    );
}

/** The short window shows that a burn goes on; a longer one than the long would show that it once was. */
function invertedTiers({ service }: Presence, { burnRate }: AlertPolicy): readonly Diagnostic[] {
  return burnRate
    .filter(({ long, short }) => durationSeconds(short) > durationSeconds(long))
    .map(({ name, long, short }) =>
      diagnostic("invalid-value", {
        ...(service.value.tiers?.[name] ? service.at("tiers", name) : service.at("policy")),
        message: `the short window of the tier "${name}", ${short}, is longer than its long one, ${long}`,
        hint: `Give the tier a \`short\` of at most ${long}; the workbook takes a twelfth of \`long\`.`,
      }),
    );
}

function shortWindows(
  { service, environment }: Presence,
  { burnRate }: AlertPolicy,
  slo: Slo,
  index: number,
): readonly Diagnostic[] {
  const interval =
    service.value.runsOn.scrapeInterval ?? environment.value.settings.prometheus.scrapeInterval;
  const scrape = slo.sli.kind === "probe" ? slo.sli.interval : interval;
  const fewest = FEWEST_SCRAPES * durationSeconds(scrape);
  const period = durationSeconds(slo.window);
  const tiers = burnRate.filter(({ long }) => durationSeconds(long) <= period);
  const windows = [...tiers.flatMap(({ short, long }) => [short, long]), slo.window];
  const found: Diagnostic[] = [];
  const place = service.at("slos", index, "window");
  if (period < DAY_SECONDS) {
    found.push(
      diagnostic("window-too-short", {
        ...place,
        message: `a window of ${slo.window}, less than a day`,
        hint: 'A budget is for a day or more, such as `window: "7d"`; alerts look at shorter windows anyway.',
      }),
    );
  }
  const { sli } = slo;
  const unfilled =
    sli.kind === "timeSlices"
      ? windows.find((window) => durationSeconds(window) < durationSeconds(sli.slice))
      : undefined;
  if (sli.kind === "timeSlices" && unfilled !== undefined) {
    found.push(
      diagnostic("window-too-short", {
        ...service.at("slos", index),
        message: `a window of ${unfilled} is shorter than a slice, ${sli.slice}: most of the time it holds none`,
        hint: `Make slices of at most ${unfilled}, or give the policy's tiers longer windows.`,
      }),
    );
  }
  const short = windows.find((window) => durationSeconds(window) < fewest);
  const step = windows.map(durationSeconds).reduce(greatestCommonDivisor, LONGEST_STEP_SECONDS);
  if (short !== undefined) {
    found.push(
      diagnostic("window-too-short", {
        ...service.at("slos", index),
        message: `a window of ${short} holds fewer than ${FEWEST_SCRAPES} scrapes, one every ${scrape}`,
        hint: `Give the policy's tiers windows of at least ${formatDuration(fewest)}, or scrape more often.`,
      }),
    );
  } else if (step < fewest) {
    found.push(
      diagnostic("window-too-short", {
        ...service.at("slos", index),
        message: `the windows ${[...new Set(windows)].join(", ")} have no common step of at least ${FEWEST_SCRAPES} scrapes`,
        hint: "Events are counted in steps that every window is a multiple of: use whole minutes, best of all multiples of 5m.",
      }),
    );
  }
  return found;
}

function unreachableTiers(
  { service }: Presence,
  { burnRate }: AlertPolicy,
  slo: Slo,
  index: number,
): readonly Diagnostic[] {
  const period = durationSeconds(slo.window);
  const budget = (100 - Number(slo.objective)) / 100;
  return burnRate.flatMap(({ name, budget: share, long }) => {
    const seconds = durationSeconds(long);
    const factor = Math.max(1, ((Number.parseFloat(share) / 100) * period) / seconds);
    // Beyond what a floating-point number blurs.
    if (seconds > period || factor * budget < 1 - 1e-9) {
      return [];
    }
    const reachable = Math.floor((0.95 * 1_000 * 100 * seconds) / (period * budget)) / 1_000;
    return [
      diagnostic("unreachable-threshold", {
        ...service.at("slos", index, "objective"),
        message: `the tier "${name}" can never fire: ${round(factor)} times a budget of ${round(budget)} is all events or more`,
        hint: `Let the tier fire earlier, \`tiers: { "${name}": { budget: "${reachable}%" } }\`, or switch it off, \`tiers: { "${name}": false }\`.`,
      }),
    ];
  });
}

/** Probes come as often as they come: a tier that waits for more bad ones than there are never fires. */
function rareProbes(
  { service }: Presence,
  { burnRate }: AlertPolicy,
  { sli }: Slo,
  index: number,
): readonly Diagnostic[] {
  if (sli.kind !== "probe") {
    return [];
  }
  return burnRate.flatMap(({ name, long, minimumBadEvents }) => {
    const probes = Math.floor(durationSeconds(long) / durationSeconds(sli.interval));
    return probes >= minimumBadEvents
      ? []
      : [
          diagnostic("unreachable-threshold", {
            ...service.at("slos", index),
            message: `the tier "${name}" can never fire: it waits for ${minimumBadEvents} bad probes, and ${long} holds ${probes}`,
            hint: `Probe more often, or let the tier fire for fewer, \`tiers: { "${name}": { minimumBadEvents: 1 } }\`.`,
          }),
        ];
  });
}

/** Tiers that look back further than the objective's own window are left out. */
function unwatched(
  { service }: Presence,
  { burnRate, name }: AlertPolicy,
  slo: Slo,
  index: number,
): readonly Diagnostic[] {
  const period = durationSeconds(slo.window);
  const [first] = burnRate;
  return first === undefined || burnRate.some(({ long }) => durationSeconds(long) <= period)
    ? []
    : [
        diagnostic("objective-without-alert", {
          ...service.at("slos", index, "window"),
          message: `no tier of the policy "${name}" watches "${slo.name}": each looks back further than its window, ${slo.window}`,
          hint: `Give the policy a tier with a \`long\` of at most ${slo.window} ("${first.name}" has ${first.long}), or the SLO a longer window.`,
        }),
      ];
}

function scrapeInterval({ service, environment }: Presence, { sli }: Slo): string {
  const { scrapeInterval: own } = service.value.runsOn;
  return sli.kind === "probe" ? sli.interval : (own ?? environment.value.settings.prometheus.scrapeInterval);
}

function round(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
