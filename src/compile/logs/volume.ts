import type { AlertingRule, RuleGroup } from "../../artifacts/index.ts";
import { thresholdNumber } from "../../definitions/unit.ts";
import {
  compare,
  type Duration,
  equals,
  number,
  over,
  printPromql,
  rate,
  selector,
  sum,
} from "../../query/promql/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { alertAnnotations, alertLabels, templateLiteral } from "../annotations.ts";
import { BYTES_METRIC, LINES_METRIC } from "./counters.ts";

const LOG_VOLUME_ALERT = "LogVolume";
/** How much more than expected is too much, and for how long. */
const FACTOR = 2;
const WINDOW: Duration = "10m";

/**
 * A warning when a service that says how much it logs logs much more: a loop, or a level left at debug. It reads the
 * collectors' counters, which count before anything is left out, wherever the lines go.
 */
export function logVolumeGroups(
  environment: ResolvedEnvironment,
  service: ResolvedService,
): readonly RuleGroup[] {
  const { expectedBytesPerSecond: bytes, expectedLinesPerSecond: lines } = service.logs ?? {};
  const rules = [
    ...(lines === undefined ? [] : [volumeRule(environment, service, "lines", lines)]),
    ...(bytes === undefined
      ? []
      : [volumeRule(environment, service, "bytes", Number(thresholdNumber(bytes).value))]),
  ];
  return rules.length === 0 ? [] : [{ name: `${service.name}.log-volume`, rules }];
}

function volumeRule(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  unit: "bytes" | "lines",
  expected: number,
): AlertingRule {
  const name = templateLiteral(service.displayName);
  const counter = selector(unit === "lines" ? LINES_METRIC : BYTES_METRIC, [
    equals("environment", service.environment),
    equals("service", service.name),
  ]);
  const value = unit === "lines" ? "{{ $value | humanize }}" : "{{ $value | humanize1024 }}";
  return {
    alert: LOG_VOLUME_ALERT,
    annotations: alertAnnotations(environment, service, {
      name: LOG_VOLUME_ALERT,
      summary: `${name} logs far more than it says`,
      description: `${value} ${unit} a second over ${WINDOW}; at most ${expected} are expected.`,
      runbook: undefined,
    }),
    expr: printPromql(compare(sum(rate(over(counter, WINDOW), WINDOW)), ">", number(expected * FACTOR))),
    // Two rules may share the name; what is counted tells them apart.
    labels: sorted({ ...alertLabels(service, "warning"), counted: unit }),
  };
}

function sorted(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
