import type { ResolvedService } from "../workspace/index.ts";

/** Address of the runbook for an alert of a service that names none of its own. */
export function runbookOf(
  { runbooks, runbookAnchors }: Pick<ResolvedService, "runbooks" | "runbookAnchors">,
  alert: string,
): string | undefined {
  if (runbooks === undefined || runbookAnchors === undefined) {
    return runbooks && `${runbooks}/${alert}`;
  }
  const anchor = alert.toLowerCase();
  return runbookAnchors.includes(anchor) ? `${runbooks}#${anchor}` : runbooks;
}
