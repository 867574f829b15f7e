/**
 * Real Terraform plans of synthesized stacks, with stand-in providers.
 *
 * @module
 */
export { type OfflinePlanOptions, offlinePlan } from "./offline-plan.ts";
export type * from "./result.ts";
export { findTerraform } from "./terraform/find.ts";
