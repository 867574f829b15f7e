import type { Environment } from "./environment.ts";
import type { Platform } from "./platform.ts";
import type { Service } from "./service.ts";
import { located } from "./source.ts";
import type { Team } from "./team.ts";

/** What {@link defineWorkspace} takes. */
export interface WorkspaceOptions {
  readonly platform: Platform;
  readonly environments: readonly Environment[];
  readonly teams: readonly Team[];
  readonly services: readonly Service[];
}

/** Every definition there is, as its authors wrote it. */
export interface WorkspaceDefinition extends WorkspaceOptions {
  readonly kind: "workspace";
}

/**
 * Gathers all definitions; the default export of `crowsnest.config.ts`.
 *
 * @example export default defineWorkspace({ platform, environments: [production], teams: [payments], services: [checkout] })
 */
export function defineWorkspace(options: WorkspaceOptions): WorkspaceDefinition {
  return located<WorkspaceDefinition>({ kind: "workspace", ...options }, defineWorkspace);
}

/** Tells whether a value came from {@link defineWorkspace}, even from another copy of Crowsnest. */
export function isWorkspaceDefinition(value: unknown): value is WorkspaceDefinition {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "workspace";
}
