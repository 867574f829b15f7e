import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1/index.js";
import type { Construct } from "constructs";
import type {
  ErrorChannelArtifact,
  SentryProjectArtifact,
  TeamErrorsArtifact,
} from "../../artifacts/index.ts";
import { escapeTemplates } from "../engine/escape.ts";
import { literal } from "../engine/literal.ts";
import { logicalId, withId } from "../engine/logical-id.ts";
import { MANAGED_BY } from "../kubernetes/labels.ts";
import type { SentryAction } from "../sentry/alert.ts";
import {
  SentryAlert,
  SentryErrorMonitor,
  SentryKey,
  SentryMetricMonitor,
  SentryProject,
  SentryTeam,
} from "../sentry/index.ts";

/** A team of Sentry with a project for each service that tracks errors. */
export function addErrors(scope: Construct, owner: string, errors: TeamErrorsArtifact): void {
  const organization = literal(errors.organization);
  const team = new SentryTeam(scope, logicalId(owner), {
    name: literal(errors.team.name),
    organization,
    slug: literal(errors.team.slug),
  });
  for (const project of errors.projects) {
    addProject(scope, { action: actionOf(errors.channel, team), organization, project, team });
  }
}

interface ProjectContext {
  readonly action: SentryAction;
  readonly organization: string;
  readonly project: SentryProjectArtifact;
  readonly team: SentryTeam;
}

function addProject(scope: Construct, { action, organization, project, team }: ProjectContext): void {
  const id = logicalId(project.service);
  const made = new SentryProject(scope, id, {
    name: literal(project.name),
    organization,
    platform: literal(project.platform),
    slug: literal(project.slug),
    teams: [team.slug],
  });
  addKey(scope, id, { made, organization, project });
  const errorMonitor = new SentryErrorMonitor(scope, id, {
    organization,
    // Its number is not known before it is there, so that the monitor is not asked for too early.
    project: made.internalId,
  });
  new SentryAlert(scope, logicalId(project.service, "issues"), {
    action,
    frequency_minutes: project.newIssueAlert.frequencyMinutes,
    monitor_ids: [errorMonitor.monitorId],
    name: literal(project.newIssueAlert.name),
    organization,
  });
  const spikeMonitor = new SentryMetricMonitor(scope, id, {
    name: literal(project.spikeMonitor.name),
    organization,
    owner: { team_id: team.internalId },
    project: made.slug,
    threshold: project.spikeMonitor.threshold,
    time_window_seconds: project.spikeMonitor.timeWindowSeconds,
  });
  new SentryAlert(scope, logicalId(project.service, "spike"), {
    action,
    frequency_minutes: project.newIssueAlert.frequencyMinutes,
    monitor_ids: [spikeMonitor.monitorId],
    name: literal(project.spikeMonitor.name),
    organization,
  });
}

/** A key of our own, handed to the service as a Secret whose content is in no plan and not in its state. */
function addKey(
  scope: Construct,
  id: string,
  {
    made,
    organization,
    project,
  }: Pick<ProjectContext, "organization" | "project"> & { readonly made: SentryProject },
): void {
  const key = new SentryKey(scope, id, {
    name: literal(project.key.name),
    organization,
    project: made.slug,
    rate_limit_count: project.key.rateLimitCount,
    rate_limit_window: project.key.rateLimitWindowSeconds,
  });
  const { dsnSecret } = project;
  const secretId = logicalId(dsnSecret.namespace, dsnSecret.name);
  withId(
    new SecretV1(scope, `kubernetes_secret_v1.${secretId}`, {
      dataWo: { [escapeTemplates(dsnSecret.key)]: key.publicDsn },
      dataWoRevision: key.revision,
      metadata: {
        labels: MANAGED_BY,
        name: literal(dsnSecret.name),
        namespace: literal(dsnSecret.namespace),
      },
      type: "Opaque",
    }),
    secretId,
  );
}

function actionOf(channel: ErrorChannelArtifact, team: SentryTeam): SentryAction {
  return channel.kind === "email"
    ? { email: { target_id: team.internalId, target_type: "team" } }
    : {
        slack: {
          channel_id: literal(channel.channelId),
          // Sentry gives the name back without its "#", which the provider then calls inconsistent (its issue 894).
          channel_name: literal(channel.channel.replace(/^#/, "")),
          integration_id: literal(channel.integrationId),
        },
      };
}
