import type { WaiverArtifact } from "../artifacts/index.ts";
import type { Pillar } from "../definitions/pillar.ts";
import type { Coverage } from "./coverage.ts";

/**
 * How a service stands with a pillar on a day: `covered`; `missing` although it is required; `waived`, so required and
 * missing for a while; or `optional`, which it does without.
 */
export type Standing = "covered" | "missing" | "optional" | "waived";

/**
 * How a service stands with a pillar.
 *
 * @param today in UTC, such as `2027-01-31`
 */
export function standing(
  { pillars, required, waivers }: Pick<Coverage, "pillars" | "required" | "waivers">,
  pillar: Pillar,
  today: string,
): Standing {
  if (pillars[pillar].covered) {
    return "covered";
  }
  if (!required.includes(pillar)) {
    return "optional";
  }
  const waiver = waivers.find((candidate) => candidate.pillar === pillar);
  return waiver === undefined || hasEnded(waiver, today) ? "missing" : "waived";
}

/** Whether a waiver's last day is over; days in this form sort as they follow each other. */
export function hasEnded({ until }: Pick<WaiverArtifact, "until">, today: string): boolean {
  return until < today;
}
