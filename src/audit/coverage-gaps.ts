import { type Coverage, coverage, type Pillar } from "../coverage/index.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Draft, Drafted, ParsedService } from "../workspace/index.ts";
import type { Audit, Made } from "./audit.ts";

/** How a service gets a pillar. */
const FIXES: Readonly<Record<Pillar, string>> = {
  metrics: "Say what it exposes under `metrics`",
  slo: "Give it an objective under `slos`",
  page: 'Give it an objective, or an alert of severity "critical"',
  ticket: 'Give it an objective, or an alert of severity "warning"',
  route: "Give it an alert, and its team receivers",
  dashboard: "Every service has one",
  logs: "Say what its lines look like under `logs`",
  errors: "Track its errors with `errors: sentry({ … })`",
  probe: "Ask it from outside with `probe({ … })` under `slos`",
  runbook: "Say where its runbooks are under `runbooks`",
  owner: "Let its team be told in a way that a person reads",
};

/**
 * Each service has what the platform's policy asks of its tier, or a waiver, and no waiver is for nothing. Where no
 * platform has a policy nobody asked, and only `crowsnest coverage` judges.
 */
export const coverageGaps: Audit = ({ artifacts, draft }) => {
  const rows = coverageByService({ artifacts, draft });
  return draft.services.flatMap((service) => {
    const own = rows.get(service.value.name) ?? [];
    return [...gaps(service, own), ...unneededWaivers(service, own)];
  });
};

interface Row extends Coverage {
  readonly environment: string;
  readonly hasPolicy: boolean;
}

function coverageByService({ artifacts, draft }: Pick<Made, "artifacts" | "draft">) {
  const rows = new Map<string, Row[]>();
  const hasWaivers = draft.services.some(({ value }) => (value.waivers ?? []).length > 0);
  for (const made of artifacts.environments) {
    const hasPolicy = policyOf(draft, made.environment) !== undefined;
    for (const row of hasPolicy || hasWaivers ? coverage(made) : []) {
      const own = rows.get(row.service) ?? [];
      own.push({ ...row, environment: made.environment, hasPolicy });
      rows.set(row.service, own);
    }
  }
  return rows;
}

function policyOf({ environments }: Draft, name: string) {
  return environments.find(({ value }) => value.name === name)?.value.settings.coverage;
}

/** One for each pillar, whatever the number of environments. */
function gaps(service: Drafted<ParsedService>, rows: readonly Row[]): readonly Diagnostic[] {
  const waived = new Set(service.value.waivers?.map(({ pillar }) => pillar));
  const pillars = new Set(rows.flatMap(({ required }) => required).filter((pillar) => !waived.has(pillar)));
  return [...pillars].flatMap((pillar) => {
    const lacking = rows.filter((row) => row.hasPolicy && lacks(row, pillar));
    const [first] = lacking;
    if (first === undefined) {
      return [];
    }
    const places = lacking.map(({ environment }) => environment).join(", ");
    return diagnostic("coverage-gap", {
      ...service.at("tier"),
      message: `the policy asks for ${pillar}, which the service has not in ${places}: ${first.pillars[pillar].note}`,
      hint: `${FIXES[pillar]}, or agree on \`waivers: [waiver("${pillar}", { reason: …, until: … })]\`.`,
    });
  });
}

function unneededWaivers(service: Drafted<ParsedService>, rows: readonly Row[]): readonly Diagnostic[] {
  return (service.value.waivers ?? []).flatMap(({ pillar }, index) => {
    if (rows.length === 0 || rows.some((row) => lacks(row, pillar))) {
      return [];
    }
    const asked = rows.some(({ required }) => required.includes(pillar));
    return diagnostic("waiver-unneeded", {
      ...service.at("waivers", index),
      message: asked
        ? `the service needs no waiver of ${pillar}: it has it`
        : `the service needs no waiver of ${pillar}: no policy asks it for that`,
      hint: "Remove it.",
    });
  });
}

/** Audits see no dashboards; every service gets one, and `crowsnest coverage` proves it. */
function lacks({ pillars, required }: Row, pillar: Pillar): boolean {
  return pillar !== "dashboard" && required.includes(pillar) && !pillars[pillar].covered;
}
