import { isRunbookFile, runbookFile } from "../definitions/runbook.ts";
import type { ParsedService } from "./draft.ts";
import type { ResolvedService } from "./model.ts";
import type { RunbookFiles } from "./runbook-files.ts";

/**
 * The address of a runbook; that of a file is where people read it.
 *
 * @param base address of the workspace's folder
 */
export function runbookAddress(runbook: string, base: string | undefined): string {
  if (!isRunbookFile(runbook)) {
    return runbook;
  }
  const { path, anchor } = runbookFile(runbook);
  const address = [
    base?.replace(/\/+$/, ""),
    ...path.split("/").map((step) => encodeURIComponent(step.toWellFormed())),
  ];
  const file = address.filter((step) => step !== undefined).join("/");
  return anchor === undefined ? file : `${file}#${encodeURIComponent(anchor)}`;
}

/** The same definitions, with addresses in the place of files. */
export function withRunbookAddresses<Item extends { readonly runbook?: string | undefined }>(
  items: readonly Item[],
  base: string | undefined,
): readonly Item[] {
  return items.map((item) =>
    item.runbook === undefined ? item : { ...item, runbook: runbookAddress(item.runbook, base) },
  );
}

/** Where a service's runbooks are. */
export function serviceRunbooks(
  { runbooks }: Pick<ParsedService, "runbooks">,
  files: RunbookFiles,
  base: string | undefined,
): Pick<ResolvedService, "runbooks" | "runbookAnchors"> {
  if (runbooks === undefined || !isRunbookFile(runbooks)) {
    return { runbooks: runbooks?.replace(/\/+$/, "") };
  }
  const { path, anchor } = runbookFile(runbooks);
  const file = files.get(path);
  return {
    runbooks: runbookAddress(runbooks, base),
    // Whoever names one heading means that one.
    runbookAnchors: anchor === undefined && file !== undefined && "anchors" in file ? file.anchors : [],
  };
}
