import { error, warning } from "./info.ts";

/** Codes of what services must have, and of leave to lack it. */
export const coverageCodes = {
  "coverage-gap": warning({
    title: "A service lacks what the coverage policy asks of its tier",
    why: "Whoever is woken for it finds no log, no runbook or no dashboard. It stops no build; `crowsnest coverage` fails.",
    wrong: 'coverage: coveragePolicy({ critical: ["logs"] }) … defineService({ tier: "critical" })',
    right: 'defineService({ tier: "critical", logs: { format: "json" } })',
  }),
  "waiver-expired": error({
    title: "A waiver whose last day is over",
    why: "What was to be mended by that day is still excused, or is mended and the excuse still stands there. `check` and `coverage` ask the calendar, in UTC; what is made of the definitions is the same on every day.",
    wrong: 'waiver("errors", { until: "2024-12-31", reason: "The SDK comes with the next release." })',
    right: 'errors: sentry({ platform: "node" })',
  }),
  "waiver-too-long": warning({
    title: "A waiver for more than a year",
    why: "Nobody remembers it when it ends, so it is no waiver but a policy that says otherwise.",
    wrong: 'waiver("probe", { until: "2099-12-31", reason: "Nothing outside can reach it." })',
    right: 'coveragePolicy({ standard: ["metrics", "slo", "owner"] })',
  }),
  "waiver-unneeded": warning({
    title: "A waiver of what is covered, or of what no policy asks for",
    why: "It excuses nothing now, and would hide the gap once there is one.",
    wrong: 'logs: { format: "json" }, waivers: [waiver("logs", { … })]',
    right: 'logs: { format: "json" }',
  }),
} as const;
