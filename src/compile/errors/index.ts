import type { TeamErrorsArtifact } from "../../artifacts/index.ts";
import { canonical } from "../../artifacts/index.ts";
import {
  type ResolvedEnvironment,
  type ResolvedService,
  type ResolvedTeam,
  sentryProjectSlug,
  sentryTeamSlug,
} from "../../workspace/index.ts";

/** Key of the Secret that a DSN is handed over in; the name that Sentry's SDKs read from the environment. */
const DSN_KEY = "SENTRY_DSN";
const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;
/** Minutes before Sentry tells of the same issue again. */
const ISSUE_ALERT_FREQUENCY_MINUTES = 60;

/** What Sentry holds for a team in an environment; `null` when none of its services tracks errors. */
export function teamErrors(environment: ResolvedEnvironment, team: ResolvedTeam): TeamErrorsArtifact | null {
  const { errors: organization } = environment.platform;
  const services = team.services.filter(({ errors }) => errors !== undefined);
  if (organization === undefined || services.length === 0) {
    return null;
  }
  return canonical<TeamErrorsArtifact>({
    channel: team.errors,
    environment: environment.name,
    organization: organization.organization,
    projects: services.flatMap(project),
    team: {
      name: `${team.displayName} (${environment.name})`,
      slug: sentryTeamSlug(environment.name, team.name),
    },
  });
}

function project(service: ResolvedService): TeamErrorsArtifact["projects"] {
  const { errors, environment, namespace } = service;
  if (errors === undefined) {
    return [];
  }
  return [
    {
      dsnSecret: { key: DSN_KEY, name: errors.secretName, namespace },
      key: {
        name: `${service.name} in ${environment}`,
        rateLimitCount: errors.rateLimit,
        rateLimitWindowSeconds: MINUTE_SECONDS,
      },
      name: `${service.displayName} (${environment})`,
      newIssueAlert: {
        frequencyMinutes: ISSUE_ALERT_FREQUENCY_MINUTES,
        name: `New and returning errors of ${service.name} in ${environment}`,
      },
      platform: errors.platform,
      service: service.name,
      slug: sentryProjectSlug(environment, service),
      spikeMonitor: {
        name: `Error spike of ${service.name} in ${environment}`,
        threshold: errors.spike,
        timeWindowSeconds: HOUR_SECONDS,
      },
    },
  ];
}
