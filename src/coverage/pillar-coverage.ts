/** Whether a pillar covers a service, and why or why not, in a few words. */
export interface PillarCoverage {
  readonly covered: boolean;
  readonly note: string;
}

/** A pillar that covers. */
export function yes(note: string): PillarCoverage {
  return { covered: true, note };
}

/** A pillar that does not cover. */
export function no(note: string): PillarCoverage {
  return { covered: false, note };
}
