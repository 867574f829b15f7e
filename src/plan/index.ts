/**
 * Real Terraform plans of synthesized stacks, with stand-in providers.
 *
 * @module
 */
export { type OfflinePlanOptions, offlinePlan } from "./offline-plan.ts";
export type * from "./result.ts";
export type { PlanProgress } from "./stack-plan.ts";
export { type FoundTerraform, findTerraform } from "./terraform/find.ts";
