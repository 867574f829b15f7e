import type { Step } from "../progress.ts";
import type { Tool, Way } from "../registry.ts";

/** What an installer is given: an empty staging folder on the cache's file system, and whom to tell. */
export interface InstallRequest<W extends Way = Way> {
  readonly tool: Tool;
  readonly way: W;
  readonly staging: string;
  readonly env: NodeJS.ProcessEnv;
  readonly step: Step;
}

/** A program in the staging folder, or one that is now in the system, or why there is none. */
export type Outcome =
  | { readonly staged: string }
  | { readonly installed: string }
  | { readonly reason: string };

/** Gets a tool one way. */
export type Installer = (request: InstallRequest) => Promise<Outcome>;
