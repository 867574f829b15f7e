import { type AlertingArtifact, canonical, type JsonObject } from "../../artifacts/index.ts";
import type { ResolvedPlatform } from "../../definitions/index.ts";
import { ALERTMANAGER_SECRET, type ResolvedEnvironment } from "../../workspace/index.ts";
import { inhibitRules } from "./inhibition.ts";
import { notificationTemplates, TEMPLATE_FILE } from "./messages.ts";
import { receivers } from "./receivers.ts";
import { routeTree } from "./routes.ts";
import { timeIntervals } from "./schedules.ts";
import { secretFile } from "./secrets.ts";

export { alertmanagerSecrets } from "./secrets.ts";
export { PEER_TIMEOUT_SECONDS } from "./timing.ts";

/** Where the operator puts what else is in the Secret beside the configuration. */
const TEMPLATES = "/etc/alertmanager/config/*.tmpl";

/**
 * The whole configuration of Alertmanager in an environment. Helm and the operator replace lists instead of
 * merging them, so nothing here relies on what a chart adds.
 */
export function alertingArtifact(environment: ResolvedEnvironment): AlertingArtifact {
  const { platform } = environment;
  const intervals = timeIntervals(environment);
  return {
    config: canonical({
      ...smtp(platform),
      inhibit_rules: inhibitRules(environment),
      receivers: receivers(environment),
      route: routeTree(environment),
      templates: [TEMPLATES],
      ...(intervals.length > 0 && { time_intervals: intervals }),
    }),
    namespace: platform.namespaces.monitoring,
    secretName: ALERTMANAGER_SECRET,
    templates: { [TEMPLATE_FILE]: notificationTemplates(environment) },
  };
}

function smtp({ alertmanager }: ResolvedPlatform): JsonObject {
  if (alertmanager.smtp === undefined) {
    return {};
  }
  const { host, from, username, password } = alertmanager.smtp;
  return {
    global: {
      ...(password !== undefined && { smtp_auth_password_file: secretFile(password) }),
      ...(username !== undefined && { smtp_auth_username: username }),
      smtp_from: from,
      smtp_require_tls: true,
      smtp_smarthost: host,
    },
  };
}
