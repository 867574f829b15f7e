import type { Artifacts } from "../../artifacts/index.ts";
import {
  type Coverage,
  coverage,
  hasEnded,
  PILLARS,
  type Pillar,
  type Standing,
  standing,
} from "../../coverage/index.ts";
import { type WholeCoveragePolicy, wholePolicy } from "../../definitions/coverage-policy.ts";
import type { Workspace } from "../../workspace/index.ts";

/** Who says what services must have: the platform, the default policy, or the command line alone. */
type PolicySource = "commandLine" | "default" | "platform";

/** A service held against what its tier must have. */
export interface JudgedService extends Coverage {
  readonly standings: Readonly<Record<Pillar, Standing>>;
}

/** An environment with what its policy asks, and how its services stand. */
export interface JudgedEnvironment {
  readonly environment: string;
  /** Without what the command line asks for besides. */
  readonly policy: WholeCoveragePolicy;
  readonly policySource: PolicySource;
  /** Sorted by name. */
  readonly services: readonly JudgedService[];
}

/** What a service lacks although it must have it, and no waiver excuses it. */
export interface Gap {
  readonly environment: string;
  readonly note: string;
  readonly pillar: Pillar;
  readonly service: string;
  readonly tier: string;
  /** Last day of a waiver that is over; `null` where there was none. */
  readonly waivedUntil: string | null;
}

/** What becomes of a waiver: it holds, its last day is over, or it excuses nothing. */
export interface JudgedWaiver {
  readonly environment: string;
  readonly pillar: string;
  readonly reason: string;
  readonly service: string;
  readonly state: "ended" | "holds" | "unneeded";
  readonly until: string;
}

/** How much of what is required is there, over all that it counts. */
export interface Score {
  readonly covered: number;
  readonly missing: number;
  /** Share of `required` that is covered, rounded down; `null` where nothing is required. */
  readonly percent: number | null;
  readonly required: number;
  readonly waived: number;
}

/**
 * Holds every service against what its tier must have.
 *
 * @param required what every service must have besides; without a policy of the platform it takes the default's place
 * @param today in UTC, such as `2027-01-31`
 */
export function judge(
  { artifacts, workspace }: { readonly artifacts: Artifacts; readonly workspace: Workspace },
  required: readonly Pillar[],
  today: string,
): readonly JudgedEnvironment[] {
  return artifacts.environments.map((made) => {
    const declared = workspace.environments.find(({ name }) => name === made.environment)?.platform.coverage;
    const alone = declared === undefined && required.length > 0;
    return {
      environment: made.environment,
      policy: alone ? NOTHING : wholePolicy(declared),
      policySource: alone ? "commandLine" : declared === undefined ? "default" : "platform",
      services: coverage(made).map((service) =>
        judged(service, union(alone ? [] : service.required, required), today),
      ),
    };
  });
}

const NOTHING: WholeCoveragePolicy = { components: {}, critical: [], low: [], standard: [] };

function union(some: readonly Pillar[], more: readonly Pillar[]): readonly Pillar[] {
  return PILLARS.filter((pillar) => some.includes(pillar) || more.includes(pillar));
}

function judged(service: Coverage, required: readonly Pillar[], today: string): JudgedService {
  const row = { ...service, required };
  const standings = Object.fromEntries(PILLARS.map((pillar) => [pillar, standing(row, pillar, today)]));
  return { ...row, standings: standings as Record<Pillar, Standing> };
}

/** Everything that is missing, by environment, service and pillar. */
export function gapsOf(environments: readonly JudgedEnvironment[]): readonly Gap[] {
  return environments.flatMap(({ environment, services }) =>
    services.flatMap(({ pillars, service, standings, tier, waivers }) =>
      PILLARS.filter((pillar) => standings[pillar] === "missing").map((pillar) => ({
        environment,
        note: pillars[pillar].note,
        pillar,
        service,
        tier,
        waivedUntil: waivers.find((waiver) => waiver.pillar === pillar)?.until ?? null,
      })),
    ),
  );
}

/** Every waiver, by environment and service. */
export function waiversOf(
  environments: readonly JudgedEnvironment[],
  today: string,
): readonly JudgedWaiver[] {
  return environments.flatMap(({ environment, services }) =>
    services.flatMap(({ service, standings, waivers }) =>
      waivers.map((waiver) => {
        const state = hasEnded(waiver, today)
          ? "ended"
          : standings[waiver.pillar as Pillar] === "waived"
            ? "holds"
            : "unneeded";
        const { pillar, reason, until } = waiver;
        return { environment, pillar, reason, service, state, until } as const;
      }),
    ),
  );
}

/** Counts how services stand with what they must have. */
export function scoreOf(services: readonly JudgedService[]): Score {
  let [covered, missing, waived] = [0, 0, 0];
  for (const { required, standings } of services) {
    for (const pillar of required) {
      covered += standings[pillar] === "covered" ? 1 : 0;
      missing += standings[pillar] === "missing" ? 1 : 0;
      waived += standings[pillar] === "waived" ? 1 : 0;
    }
  }
  const required = covered + missing + waived;
  const percent = required === 0 ? null : Math.floor((covered / required) * 100);
  return { covered, missing, percent, required, waived };
}
