import { elasticstackRules } from "./elasticstack.ts";
import { grafanaRules } from "./grafana.ts";
import { helmRules } from "./helm.ts";
import { kubernetesRules } from "./kubernetes.ts";
import type { Rule } from "./rule.ts";
import { sentryRules } from "./sentry.ts";

/** Rules by resource type; a type without one is held to its schema alone. */
export const resourceRules: Readonly<Record<string, Rule>> = {
  ...elasticstackRules,
  ...grafanaRules,
  ...helmRules,
  ...kubernetesRules,
  ...sentryRules,
};
