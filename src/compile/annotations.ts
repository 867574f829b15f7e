import type { Severity } from "../definitions/index.ts";
import type { ResolvedEnvironment, ResolvedService } from "../workspace/index.ts";
import { serviceLinks } from "./links.ts";
import { runbookOf } from "./runbooks.ts";

/**
 * Writes text so that Go's template engine shows it as it is, in Prometheus as in Alertmanager: opening braces become
 * an action that prints them, as does one at the end, which would join the braces of an action after it.
 *
 * @example templateLiteral("{{ secret }}") // '{{ "{{" }} secret }}'
 */
export function templateLiteral(text: string): string {
  return text.replace(/\{{2,}|\{$/g, (braces) => `{{ "${braces}" }}`);
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
    /** Address of what shows the alert best. Default: the service's dashboard. */
    readonly dashboard?: string;
  },
): Readonly<Record<string, string>> {
  const runbook = alert.runbook ?? runbookOf(service, alert.name);
  const { dashboard, errors, logs } = serviceLinks(environment, service);
  return {
    dashboard_url: templateLiteral(alert.dashboard ?? dashboard),
    description: alert.description,
    ...(errors !== undefined && { errors_url: templateLiteral(errors) }),
    ...(logs !== undefined && { logs_url: templateLiteral(logs) }),
    ...(runbook !== undefined && { runbook_url: templateLiteral(runbook) }),
    summary: alert.summary,
  };
}
