import { error, warning } from "./info.ts";

/** Codes of objectives. */
export const slosCodes = {
  "objective-out-of-range": error({
    title: "An objective that leaves no budget, or nothing but budget",
    why: "An objective is a percentage above 0 and below 100, as decimal text. At 100 the error budget is zero, every burn rate is a division by zero, and every error pages.",
    wrong: 'availability({ objective: "100", … })',
    right: 'availability({ objective: "99.9", … })',
  }),
  "threshold-not-a-bucket": error({
    title: "A latency threshold that is no bucket bound",
    why: "A classic histogram counts requests up to its bounds only; between two bounds nobody knows how many were fast enough.",
    wrong: 'buckets: [0.1, 0.5, 1] … latency({ of: duration, within: "300ms" })',
    right: 'buckets: [0.1, 0.3, 0.5, 1] … latency({ of: duration, within: "300ms" })',
  }),
  "part-not-in-total": error({
    title: "Bad or good events that the total does not count",
    why: "A ratio of events is a share only when what is above the line is counted below it too; otherwise it can pass 1, or stay 0 for ever.",
    wrong:
      'availability({ total: requests.where({ route: "/pay" }), bad: requests.where({ route: "/cart", code: "500" }) })',
    right:
      'availability({ total: requests.where({ route: "/pay" }), bad: requests.where({ route: "/pay", code: "500" }) })',
  }),
  "counted-twice": error({
    title: "Events that an SLO counts twice",
    why: "Counters of one side are added up. What two of them both count weighs twice as much as other events, and the share of bad ones is wrong.",
    wrong: "availability({ good: requests, bad: requests.where({ status_code: /5../ }) })",
    right: "availability({ total: requests, bad: requests.where({ status_code: /5../ }) })",
  }),
  "constant-groups": error({
    title: "Groups that are all good or all bad",
    why: "Each group has one value of the label. Where the same label says what is bad, a group is bad always or never: one burns its budget for ever, the others have no errors at all.",
    wrong: 'availability({ total: requests, bad: { status_code: /5../ }, by: ["status_code"] })',
    right: 'availability({ total: requests, bad: { status_code: /5../ }, by: ["route"] })',
  }),
  "wrong-metric-kind": error({
    title: "An SLO on a metric of another kind",
    why: "A gauge has no events to count, and a counter no buckets: the rules would read series that do not exist, or numbers that mean something else.",
    wrong: 'queue: gauge("queue_depth") … availability({ total: queue, … })',
    right: 'handled: counter("queue_handled_total", …) … availability({ total: handled, … })',
  }),
  "empty-composite": error({
    title: "A composite SLO of nothing",
    why: "A composite is the weighted mean of other SLOs of its service; the mean of none has no value.",
    wrong: 'composite({ objective: "99.5", of: {} })',
    right: 'composite({ objective: "99.5", of: { availability: 2, latency: 1 } })',
  }),
  "invalid-composite": error({
    title: "A composite SLO of something that it cannot be made of",
    why: "A composite adds up what other SLOs of its service recorded over its own windows. What records no such series, or one for each group, has no ratio to add.",
    wrong:
      'composite({ window: "30d", of: { checkout: 1 } }) … availability({ name: "checkout", window: "7d", … })',
    right:
      'composite({ window: "30d", of: { checkout: 1 } }) … availability({ name: "checkout", window: "30d", … })',
  }),
  "unknown-tier": error({
    title: "A change of a tier that the policy does not have",
    why: "It would change nothing, and the tier that was meant stays as it is.",
    wrong: "tiers: { slow: false }",
    right: 'tiers: { "ticket-slow": false }',
  }),
  "unreachable-threshold": warning({
    title: "A burn-rate alert that can never fire",
    why: "A tier fires above its factor times the budget. For a low objective that is more than all events, and a total outage stays silent.",
    wrong: 'availability({ objective: "90", … }) with the tier "page-fast": 14.4 times 0.1 is 1.44',
    right: 'availability({ objective: "90", … }) … tiers: { "page-fast": { budget: "1%" } }',
  }),
  "objective-without-alert": warning({
    title: "An objective that no burn-rate alert watches",
    why: "A tier looks back over its long window, at most as far as the objective's own. Where every tier looks back further, the budget can be spent and nobody is told before it is gone.",
    wrong: 'availability({ window: "1d", … }) with a policy whose only tier has long: "3d"',
    right: 'availability({ window: "1d", … }) with a policy that has a tier with long: "1h"',
  }),
  "maintenance-never-ends": error({
    title: "Maintenance that leaves no time to measure",
    why: "Within maintenance, and for a step of up to five minutes after it, no event counts and nobody is told. Where one begins before the other is over, a total outage stays silent for ever.",
    wrong: 'maintenance: [daily("00:00", "12h"), daily("12:00", "12h")]',
    right: 'maintenance: [daily("02:00", "1h")]',
  }),
  "window-too-short": error({
    title: "A window that holds too few scrapes",
    why: "Within fewer than four scrapes, one that failed decides; a budget for less than a day is spent by a single deploy.",
    wrong: 'scrapeInterval: "1m" … { name: "page-fast", long: "1h", short: "3m", … }',
    right: 'scrapeInterval: "15s" … { name: "page-fast", long: "1h", short: "5m", … }',
  }),
} as const;
