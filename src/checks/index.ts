import { type Diagnostic, sortDiagnostics } from "../diagnostics/index.ts";
import type { Draft } from "../workspace/index.ts";
import type { Check } from "./check.ts";
import { duplicateNames } from "./duplicate-names.ts";
import { latencyThresholds } from "./latency-thresholds.ts";
import { pillars } from "./pillars.ts";
import { references } from "./references.ts";
import { selections } from "./selections.ts";
import { teamReceivers } from "./team-receivers.ts";

const checks: readonly Check[] = [
  duplicateNames,
  latencyThresholds,
  pillars,
  references,
  selections,
  teamReceivers,
];

/** Runs every check; ordered, and each finding once. */
export function checkWorkspace(draft: Draft): readonly Diagnostic[] {
  return sortDiagnostics(checks.flatMap((check) => check(draft)));
}
