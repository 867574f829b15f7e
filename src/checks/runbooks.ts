import { isRunbookFile, runbookFile } from "../definitions/runbook.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { type Draft, type Drafted, type ParsedService, runsIn } from "../workspace/index.ts";
import type { Check } from "./check.ts";

/** Runbooks that are files of the workspace are there, with the heading that is meant, and people can read them. */
export const runbooks: Check = (draft) =>
  draft.services.flatMap((service) =>
    runbooksOf(service).flatMap(({ runbook, place }) => [
      ...missing(draft, runbook, place),
      ...unread(draft, service, runbook, place),
    ]),
  );

type Place = ReturnType<Drafted<unknown>["at"]>;

function runbooksOf(service: Drafted<ParsedService>): readonly { runbook: string; place: Place }[] {
  const { alerts, logAlerts = [], runbooks, slos } = service.value;
  const all = [
    { runbook: runbooks, place: service.at("runbooks") },
    ...alerts.map(({ runbook }, index) => ({ runbook, place: service.at("alerts", index, "runbook") })),
    ...logAlerts.map(({ runbook }, index) => ({ runbook, place: service.at("logAlerts", index, "runbook") })),
    ...slos.map(({ runbook }, index) => ({ runbook, place: service.at("slos", index, "runbook") })),
  ];
  return all.flatMap(({ runbook, place }) =>
    runbook !== undefined && isRunbookFile(runbook) ? [{ runbook, place }] : [],
  );
}

function missing(draft: Draft, runbook: string, place: Place): readonly Diagnostic[] {
  const { path, anchor } = runbookFile(runbook);
  const file = draft.runbooks.get(path);
  if (file === undefined) {
    return [];
  }
  if (!("anchors" in file)) {
    return [diagnostic("runbook-not-found", { ...place, ...file })];
  }
  return anchor === undefined || file.anchors.includes(anchor)
    ? []
    : [
        diagnostic("runbook-not-found", {
          ...place,
          message: `${path} has no heading "${anchor}"`,
          hint: suggest(anchor, file.anchors),
        }),
      ];
}

function unread(
  { environments }: Draft,
  service: Drafted<ParsedService>,
  runbook: string,
  place: Place,
): readonly Diagnostic[] {
  const without = environments.find(
    ({ value }) => runsIn(service.value, value.name) && value.settings.runbooks === undefined,
  );
  return without === undefined
    ? []
    : [
        diagnostic("runbook-without-address", {
          ...place,
          message: `alerts in "${without.value.name}" cannot link ${runbook}: nobody says where the workspace's files are read`,
          hint: 'Set `runbooks` of the platform, such as "https://github.com/shop/observability/blob/main".',
        }),
      ];
}
