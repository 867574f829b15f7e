import { basename, dirname } from "node:path";
import { isRunbookFile, runbookFile } from "../definitions/runbook.ts";
import { suggest } from "../diagnostics/index.ts";
import { anchorsOf } from "./markdown-anchors.ts";
import { type FileProblem, namesIn, readWorkspaceFile } from "./workspace-file.ts";

const LARGEST_BYTES = 1_000_000;

/** A runbook that is a file of the workspace. */
export interface RunbookFile {
  /** What a link may lead to in it. */
  readonly anchors: readonly string[];
}

/** Runbooks that are files, by their paths from the workspace's folder; or why one cannot be read. */
export type RunbookFiles = ReadonlyMap<string, RunbookFile | FileProblem>;

interface Named {
  readonly runbook?: string | undefined;
}

/** What a service says of runbooks. */
interface Reader {
  readonly alerts: readonly Named[];
  readonly logAlerts?: readonly Named[] | undefined;
  readonly runbooks?: string | undefined;
  readonly slos: readonly Named[];
}

/** Reads every runbook that services name as a file, so that everything after works on data alone. */
export function readRunbookFiles(services: readonly Reader[], root: string | undefined): RunbookFiles {
  const files = new Map<string, RunbookFile | FileProblem>();
  for (const runbook of services.flatMap(runbooksOf)) {
    const { path } = runbookFile(runbook);
    if (!files.has(path)) {
      files.set(path, read(root, path));
    }
  }
  return files;
}

function runbooksOf(service: Reader): readonly string[] {
  const { alerts, logAlerts = [], runbooks, slos } = service;
  return [runbooks, ...[...alerts, ...logAlerts, ...slos].map(({ runbook }) => runbook)].filter(
    (runbook): runbook is string => runbook !== undefined && isRunbookFile(runbook),
  );
}

function read(root: string | undefined, path: string): RunbookFile | FileProblem {
  const file = readWorkspaceFile(root, path, {
    largestBytes: LARGEST_BYTES,
    tooLarge: { than: "somebody who is woken can read", hint: "Split it by alert." },
  });
  if ("text" in file) {
    return { anchors: anchorsOf(file.text) };
  }
  const folder = dirname(path);
  const names = namesIn(root, folder);
  if (names.includes(basename(path))) {
    return file;
  }
  const near = names.filter(isRunbookFile).map((name) => (folder === "." ? name : `${folder}/${name}`));
  return near.length === 0 ? file : { ...file, hint: `${suggest(path, near)} ${file.hint}` };
}
