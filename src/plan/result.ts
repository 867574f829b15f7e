/** What an offline plan came to, over all stacks. */
export type OfflinePlan =
  | {
      /** Folder of the earlier synth that the plan is against; `null` for a plan from nothing. */
      readonly baseline: string | null;
      readonly kind: "planned";
      /** Whether every stack planned, and where it was asked for, applied and planned empty again. */
      readonly ok: boolean;
      readonly seconds: number;
      readonly stacks: readonly StackPlan[];
      readonly terraform: { readonly path: string; readonly version: string };
    }
  /** Nothing was planned: no Terraform, no synthesized stacks, no stack that was asked for. */
  | { readonly hint: string; readonly kind: "nothing"; readonly ok: false; readonly reason: string };

/** What one stack came to. */
export interface StackPlan {
  /** Kind of the backend where the stack keeps its real state, such as `s3`; the offline plan leaves it alone. */
  readonly backend: string;
  /** What the plan would do; `null` when there is no plan. */
  readonly changes: Changes | null;
  readonly diagnostics: readonly PlanDiagnostic[];
  readonly name: string;
  readonly ok: boolean;
  /** The plan as JSON without sensitive values, when a folder was given for it. */
  readonly planFile: string | null;
  /** The resources that the plan would change, in the order of their addresses. */
  readonly resources: readonly ResourceChange[];
  readonly seconds: number;
  /** Every step that ran, in order; after one that failed none runs. The baseline is two: init and apply. */
  readonly steps: readonly StepResult[];
}

export type StepName = "baseline" | "init" | "validate" | "plan" | "apply" | "second plan";

export interface StepResult {
  readonly name: StepName;
  readonly ok: boolean;
  readonly seconds: number;
}

export interface Changes {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

export interface ResourceChange {
  readonly action: "create" | "delete" | "no-op" | "read" | "replace" | "update" | "forget";
  readonly address: string;
}

/** One finding, in Terraform's own words where it is Terraform's. */
export interface PlanDiagnostic {
  /** The resource, when Terraform names it. */
  readonly address: string | null;
  readonly detail: string;
  /** Where it is, in the synthesized file; `null` when Terraform does not say. */
  readonly range: SourceRange | null;
  readonly severity: "error" | "warning";
  readonly step: StepName;
  readonly summary: string;
}

/** A place in a file, by its absolute path. Lines and columns count from 1. */
export interface SourceRange {
  readonly column: number;
  readonly file: string;
  readonly line: number;
}
