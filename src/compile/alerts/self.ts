import type { RuleGroup } from "../../artifacts/index.ts";
import { FAST, type ResolvedEnvironment } from "../../workspace/index.ts";

/** Fires when Alertmanager refused its configuration and goes on with the one before. */
export const CONFIG_REJECTED_ALERT = "AlertmanagerConfigRejected";

/**
 * What the alerting itself must be watched for, for the platform's team: kube-prometheus-stack says so too, but only
 * after a quarter of an hour in which alerts go the old ways.
 */
export function selfGroups(environment: ResolvedEnvironment): readonly RuleGroup[] {
  const { platform } = environment;
  return [
    {
      interval: FAST.evaluationInterval,
      name: "alerting.self",
      rules: [
        {
          alert: CONFIG_REJECTED_ALERT,
          annotations: {
            description:
              "Alertmanager goes on with the configuration before; new routes and receivers are not there. Its log says what it refused.",
            summary: "Alertmanager refuses its configuration.",
          },
          expr: "min(alertmanager_config_last_reload_successful) == 0",
          for: "30s",
          labels: {
            environment: environment.name,
            service: "alertmanager",
            severity: "critical",
            team: platform.team,
          },
        },
      ],
    },
  ];
}
