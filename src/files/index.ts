/**
 * Artifacts on disk: one file for each, in the format of whatever reads it; and how any output gets into its folder.
 *
 * @module
 */
export { artifactFiles } from "./artifact-files.ts";
export { folderRefusal, makeFolder, withStaging } from "./output-folder.ts";
export { ruleTestDocument, ruleTestFiles } from "./rule-test-files.ts";
export { writeFileWhole } from "./write-file.ts";
export { type OutputFile, writeTree } from "./write-tree.ts";
