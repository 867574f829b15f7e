import { aggregate, arithmetic, compare, number } from "../../../../query/promql/index.ts";
import { limits } from "../../thresholds.ts";
import { type HealthPanel, largest, of, perSecond } from "./panel.ts";

/** Is everything scraped and every rule evaluated in time? */
export const prometheusPanels: readonly HealthPanel[] = [
  {
    key: "samples",
    title: "Samples taken in",
    description: "Samples a second. A step up is a new target or a label with too many values.",
    unit: "cps",
    queries: [
      {
        expr: perSecond(of("prometheus_tsdb_head_samples_appended_total"), "instance"),
        legend: "{{instance}}",
      },
    ],
  },
  {
    key: "series",
    title: "Series in memory",
    description: "Active series; memory grows with them.",
    unit: "short",
    queries: [{ expr: largest(of("prometheus_tsdb_head_series"), "instance"), legend: "{{instance}}" }],
  },
  {
    key: "failures",
    title: "Rule evaluations failed",
    description:
      "Evaluations a second that gave an error, by group. An alert of such a group cannot fire: open the rule's page in Prometheus.",
    unit: "cps",
    thresholds: limits(0),
    queries: [
      {
        expr: compare(
          perSecond(of("prometheus_rule_evaluation_failures_total"), "rule_group"),
          ">",
          number(0),
        ),
        legend: "{{rule_group}}",
      },
    ],
  },
  {
    key: "busy",
    title: "Slowest rule groups",
    description:
      "Time that the slowest groups take, as a share of their interval. At 100 % evaluations are skipped and alerts come late.",
    unit: "percentunit",
    thresholds: limits(1),
    queries: [
      {
        expr: {
          ...aggregate(
            "topk",
            arithmetic(
              largest(of("prometheus_rule_group_last_duration_seconds"), "rule_group"),
              "/",
              largest(of("prometheus_rule_group_interval_seconds"), "rule_group"),
            ),
          ),
          parameter: number(5),
        },
        legend: "{{rule_group}}",
      },
    ],
  },
  {
    key: "dropped",
    title: "Alerts dropped on the way",
    description:
      "Alerts a second that could not be handed to any Alertmanager. They are sent again after a minute, so pages come late.",
    unit: "cps",
    thresholds: limits(0),
    queries: [
      { expr: perSecond(of("prometheus_notifications_dropped_total"), "instance"), legend: "{{instance}}" },
    ],
  },
  {
    key: "config",
    title: "Configuration loaded",
    description: "1 while the last reload succeeded. At 0 new targets and rules do not exist yet.",
    unit: "none",
    queries: [
      { expr: largest(of("prometheus_config_last_reload_successful"), "instance"), legend: "{{instance}}" },
    ],
  },
];
