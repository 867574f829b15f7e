import type { Diagnostic } from "../diagnostics/index.ts";
import type { Draft } from "../workspace/index.ts";

/** Looks at all definitions for one kind of mistake; pure, and says everything it finds. */
export type Check = (draft: Draft) => readonly Diagnostic[];
