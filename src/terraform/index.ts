/**
 * Artifacts to Terraform stacks. The only room that imports cdktf and its providers.
 *
 * @module
 */
export type { StackKind } from "./stacks/plan.ts";
export { type Synthesis, type SynthesizedStack, synthesize } from "./synthesize.ts";
