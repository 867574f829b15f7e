/**
 * Artifacts on disk: one file for each, in the format of whatever reads it.
 *
 * @module
 */
export { artifactFiles } from "./artifact-files.ts";
export { ruleTestDocument, ruleTestFiles } from "./rule-test-files.ts";
export { type OutputFile, type WriteResult, writeTree } from "./write-tree.ts";
