import { z } from "zod";
import { CREDENTIAL, hasCredential, issue, textSchema, urlSchema } from "./common.ts";

/** A Markdown file below the workspace's folder, with a heading of it if one is meant. */
const FILE = /^(?![/\\])(?!.*:\/\/)[^#?]+\.(?:md|markdown)(?:#.+)?$/i;

/** The longest there may be; Alertmanager's templates and chats take no more. */
const LONGEST = 2_000;

/** Address of a runbook, or a Markdown file of the workspace such as `"runbooks/queue.md#stuck"`. */
export const runbookSchema = z
  .string()
  .max(LONGEST, `expected at most ${LONGEST} characters`)
  .refine((text) => isRunbookFile(text) || !hasCredential(text), CREDENTIAL)
  .refine(
    (text) => isRunbookFile(text) || hasCredential(text) || urlSchema.safeParse(text).success,
    issue(
      "invalid-value",
      "neither a URL nor a Markdown file",
      'Write an address that starts with http(s)://, or a file of the workspace such as "runbooks/queue.md#stuck".',
    ),
  );

/** Tells whether a runbook is a file of the workspace. @internal */
export function isRunbookFile(runbook: string): boolean {
  return FILE.test(runbook) && textSchema.safeParse(runbook).success;
}

/** The path of a runbook's file, from the workspace's folder, and the heading in it. @internal */
export function runbookFile(runbook: string): { readonly path: string; readonly anchor: string | undefined } {
  const [path = "", ...rest] = runbook.split("#");
  const steps = path.replaceAll("\\", "/").split("/");
  return {
    path: steps.filter((step, index) => step !== "." && (step !== "" || index === 0)).join("/"),
    anchor: rest.length === 0 ? undefined : rest.join("#"),
  };
}
