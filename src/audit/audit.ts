import type { Artifacts } from "../artifacts/index.ts";
import type { Diagnostic, SourceLocation } from "../diagnostics/index.ts";
import type { Draft, Workspace } from "../workspace/index.ts";
import type { AlertReport } from "./alert-reports.ts";

/** What an audit looks at: what was made, and what it was made from. */
export interface Made {
  readonly draft: Draft;
  readonly workspace: Workspace;
  readonly artifacts: Artifacts;
  /** Of every environment. */
  readonly reports: readonly AlertReport[];
}

/** Looks at what was made for one kind of mistake; pure, and says everything it finds. */
export type Audit = (made: Made) => readonly Diagnostic[];

/** Where an alert comes from: its definition, the SLO or the logs behind it, the service's tier, or the platform. */
export function originOf(
  { draft }: Pick<Made, "draft">,
  { service, rule, group }: Pick<AlertReport, "group" | "rule" | "service">,
): { readonly path: string; readonly source: SourceLocation | null } {
  const drafted = draft.services.find(({ value }) => value.name === service);
  if (drafted === undefined) {
    return draft.platform?.at("alertmanager") ?? { path: "platform.alertmanager", source: null };
  }
  const written = drafted.value.alerts.findIndex(({ name }) => name === rule.alert);
  if (written !== -1) {
    return drafted.at("alerts", written);
  }
  if (drafted.value.logs !== undefined && group === `${service}.logs`) {
    return drafted.at("logs");
  }
  const slo = drafted.value.slos.findIndex(({ name }) => name === rule.labels.slo);
  return slo === -1 ? drafted.at("tier") : drafted.at("slos", slo);
}
