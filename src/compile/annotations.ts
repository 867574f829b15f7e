import type { Severity } from "../definitions/index.ts";
import { type ResolvedEnvironment, type ResolvedService, serviceDashboardUid } from "../workspace/index.ts";

/**
 * Writes text so that Prometheus's template engine shows it as it is: the opening braces of an action become an
 * action that prints them.
 *
 * @example templateLiteral("{{ secret }}") // '{{ "{{" }} secret }}'
 */
export function templateLiteral(text: string): string {
  return text.replace(/\{\{/g, () => '{{ "{{" }}');
}

/** Labels of an alert of a service; routing and inhibition depend on each of them. */
export function alertLabels(service: ResolvedService, severity: Severity): Readonly<Record<string, string>> {
  return { environment: service.environment, service: service.name, severity, team: service.team };
}

/** Annotations of an alert of a service, with the links that whoever is woken needs. */
export function alertAnnotations(
  environment: ResolvedEnvironment,
  service: ResolvedService,
  alert: {
    readonly name: string;
    readonly summary: string;
    readonly description: string;
    readonly runbook: string | undefined;
  },
): Readonly<Record<string, string>> {
  const runbook = alert.runbook ?? (service.runbooks && `${service.runbooks}/${alert.name}`);
  const uid = serviceDashboardUid(environment.name, service.name);
  return {
    dashboard_url: `${environment.platform.grafana.url.replace(/\/+$/, "")}/d/${uid}`,
    description: alert.description,
    ...(runbook !== undefined && { runbook_url: runbook }),
    summary: alert.summary,
  };
}
