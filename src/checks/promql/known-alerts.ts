import { suggest } from "../../diagnostics/index.ts";
import { GENERATED_ALERTS } from "../../workspace/index.ts";
import type { ExpressionCheck } from "./expression.ts";

/** An expression on the state of an alert names an alert that there is, and not its own. */
export const knownAlerts: ExpressionCheck = ({ draft, alert, parts, find }) =>
  parts.flatMap(({ node }) => {
    if (node.kind !== "selector" || !/^ALERTS(?:_FOR_STATE)?$/.test(node.metric)) {
      return [];
    }
    const names = new Set(draft.services.flatMap(({ value }) => value.alerts.map(({ name }) => name)));
    return node.matchers.flatMap((matcher) => {
      const { label, operator, value } = matcher;
      if (label !== "alertname" || operator !== "=") {
        return [];
      }
      if (value === alert?.name) {
        const message = `the alert "${value}" waits for itself`;
        return [find("alert-reads-itself", matcher, message, "Read the series that the alert is about.")];
      }
      return names.has(value) || GENERATED_ALERTS.has(value) || isPlatformAlert(value)
        ? []
        : [find("unknown-alert", matcher, `there is no alert "${value}"`, suggest(value, names))];
    });
  });

// The charts of the platform bring alerts by the hundred; their names begin with what they watch.
function isPlatformAlert(name: string): boolean {
  return /^(?:Kube|Node|Prometheus|Alertmanager|Target|Etcd|etcd|CPUThrottling|Loki|Config)/.test(name);
}
