import type { JsonObject } from "../../artifacts/index.ts";
import { SIGNAL_ALERTS } from "../../definitions/alert.ts";
import type { ResolvedEnvironment, ResolvedService } from "../../workspace/index.ts";
import { HIGH_ERROR_RATIO_ALERT, SERVICE_DOWN_ALERT } from "../alerts/symptoms.ts";
import { BURN_RATE_ALERT } from "../slos/burn-rate-alerts.ts";
import { tierInhibitions } from "../slos/inhibition.ts";
import { NO_DATA_ALERTS } from "../slos/no-data-alerts.ts";
import { matcher } from "./matcher.ts";

/**
 * Alertmanager takes a label that both alerts lack for an equal one, so a rule is safe only where both sides must
 * have what it compares.
 */
const OF_A_SERVICE = [matcher("team", "!=", ""), matcher("service", "!=", "")];
/** Alerts of kube-prometheus-stack: nothing that Crowsnest makes lacks a team. */
const OF_THE_STACK = [matcher("team", "=", "")];

/** What the stack's alerts on one subject share; those that both lack narrow nothing. */
const STACK_SUBJECT = [
  "alertname",
  "container",
  "device",
  "instance",
  "integration",
  "job",
  "mountpoint",
  "namespace",
  "node",
  "persistentvolumeclaim",
  "pod",
];

/**
 * Which alerts keep which others from being sent. A severity inhibits the lesser ones of the same service, never
 * its own: source and target are disjoint, so no alert can silence itself or its equal. The rules after it are
 * for alerts of equal severity, so that an override to a lesser one never silences a page.
 */
export function inhibitRules(environment: ResolvedEnvironment): readonly JsonObject[] {
  const lesser = [
    { source: "critical", targets: "warning|info" },
    { source: "warning", targets: "info" },
  ];
  return [
    ...lesser.map(({ source, targets }) =>
      severityRule(source, targets, ["environment", "service"], OF_A_SERVICE),
    ),
    ...lesser.map(({ source, targets }) => severityRule(source, targets, STACK_SUBJECT, OF_THE_STACK)),
    // What fails at once burns the budget too; one page is enough.
    {
      equal: ["environment", "service", "severity", "slo"],
      source_matchers: [matcher("alertname", "=", HIGH_ERROR_RATIO_ALERT), matcher("slo", "!=", "")],
      target_matchers: [matcher("alertname", "=", BURN_RATE_ALERT), matcher("slo", "!=", "")],
    },
    // While a fast tier of an SLO fires, its slower ones say nothing new.
    ...tierInhibitions(environment).map(({ tier, slower, equal }) => ({
      equal,
      source_matchers: [matcher("alertname", "=", BURN_RATE_ALERT), matcher("tier", "=", tier)],
      target_matchers: [
        matcher("alertname", "=", BURN_RATE_ALERT),
        matcher("tier", slower.length === 1 ? "=" : "=~", slower.join("|")),
      ],
    })),
    // A service that is down measures nothing either.
    {
      equal: ["environment", "service", "severity"],
      source_matchers: [matcher("alertname", "=", SERVICE_DOWN_ALERT), matcher("service", "!=", "")],
      target_matchers: [matcher("alertname", "=", NO_DATA_ALERTS.targets), matcher("service", "!=", "")],
    },
    ...environment.teams.flatMap(({ services }) => services.flatMap(dependencyRule)),
    // The stack's `info` alerts are noise unless something worse goes on in their namespace.
    {
      equal: ["namespace"],
      source_matchers: [
        matcher("alertname", "=", SIGNAL_ALERTS.infoInhibitor),
        matcher("namespace", "!=", ""),
      ],
      target_matchers: [...OF_THE_STACK, matcher("severity", "=", "info")],
    },
  ];
}

/** A dependency that is down is told of; what needs it, and chose so, is not. */
function dependencyRule({ name, quietWhileDown = [] }: ResolvedService): readonly JsonObject[] {
  return quietWhileDown.length === 0
    ? []
    : [
        {
          equal: ["environment"],
          source_matchers: [
            matcher("alertname", "=", SERVICE_DOWN_ALERT),
            matcher("environment", "!=", ""),
            // Names of services hold nothing that a regular expression reads.
            matcher("service", "=~", quietWhileDown.join("|")),
            // An override may have made it a lesser one, which nobody need hear of.
            matcher("severity", "=", "critical"),
          ],
          target_matchers: [
            matcher("environment", "!=", ""),
            matcher("service", "=", name),
            matcher("team", "!=", ""),
          ],
        },
      ];
}

function severityRule(
  source: string,
  targets: string,
  equal: readonly string[],
  both: readonly string[],
): JsonObject {
  return {
    equal,
    source_matchers: [...both, matcher("severity", "=", source)],
    target_matchers: [...both, matcher("severity", targets.includes("|") ? "=~" : "=", targets)],
  };
}
