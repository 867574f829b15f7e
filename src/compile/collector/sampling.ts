import type { LineContract } from "../logs/contract/index.ts";
import { BREAKS_ATTRIBUTE } from "./contract-statements.ts";
import { matches, quote, resourceAttribute } from "./ottl.ts";
import { CONTRACT_ATTRIBUTE } from "./services.ts";

/** Steps that a share is rounded to: two hexadecimal digits of a hash. */
const STEPS = 256;

/** Whether a line has no trace: an absent one reads as zeros. */
const UNTRACED = matches("trace_id.string", "^0*$");

/**
 * Conditions under which a line is left out: TRACE and DEBUG lines beyond the share that a contract keeps. A hash
 * of the trace decides, so that lines of one trace stay together; without one, the line itself. A line that breaks
 * its contract is never left out.
 */
export function leftOut(contracts: readonly LineContract[]): readonly string[] {
  return contracts
    .filter(({ debugShare }) => debugShare < 1)
    .flatMap(({ debugShare, id }) => {
      const debug = [
        `${resourceAttribute(CONTRACT_ATTRIBUTE)} == ${quote(id)}`,
        "severity_number > 0 and severity_number <= SEVERITY_NUMBER_DEBUG4",
        `attributes[${quote(BREAKS_ATTRIBUTE)}] == nil`,
      ].join(" and ");
      const kept = prefixBelow(Math.round(debugShare * STEPS));
      return [
        `${debug} and not ${UNTRACED} and not ${matches("SHA256(trace_id.string)", kept)}`,
        `${debug} and ${UNTRACED} and not ${matches('SHA256(Concat([body, String(time_unix_nano)], ""))', kept)}`,
      ];
    });
}

/** Matches hexadecimal text whose first two digits are a number below `limit`. */
export function prefixBelow(limit: number): string {
  const high = Math.floor(limit / 16);
  const low = limit % 16;
  const whole = high === 0 ? [] : [`[${digits(high)}]`];
  const part = low === 0 ? [] : [`${high.toString(16)}[${digits(low)}]`];
  // Of no digit when nothing is kept: a class that matches nothing.
  return `^(?:${[...whole, ...part].join("|") || "[^\\s\\S]"})`;
}

function digits(count: number): string {
  return "0123456789abcdef".slice(0, count);
}
