/**
 * The import arrows of docs/architecture.md, as a rule that fails. A room may import itself and what its line
 * names, and nothing else of ours.
 */
const ARROWS = {
  query: [],
  diagnostics: [],
  artifacts: [],
  definitions: ["query", "diagnostics"],
  catalogs: ["definitions"],
  live: ["definitions", "query", "diagnostics"],
  workspace: ["definitions", "query", "diagnostics"],
  imported: [],
  checks: ["imported", "catalogs", "definitions", "workspace", "query", "diagnostics"],
  compile: ["artifacts", "imported", "definitions", "workspace", "query"],
  routing: ["artifacts"],
  audit: ["artifacts", "compile", "coverage", "definitions", "diagnostics", "query", "routing", "workspace"],
  terraform: ["artifacts", "files"],
  plan: ["artifacts", "files"],
  files: ["artifacts"],
  coverage: ["artifacts", "definitions", "routing"],
  preview: ["artifacts", "coverage", "routing"],
};

const rooms = Object.entries(ARROWS).map(([room, allowed]) => ({
  name: `arrows-of-${room}`,
  severity: "error",
  comment: `src/${room} may import ${allowed.map((name) => `src/${name}`).join(", ") || "nothing of ours"}.`,
  from: { path: `^src/${room}/` },
  to: {
    path: "^(src|stacks|bench|examples|scripts|test)/",
    pathNot: `^src/(${[room, ...allowed].join("|")})/`,
  },
}));

export default {
  forbidden: [
    ...rooms,
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle has no order to be read in.",
      from: {},
      to: { circular: true },
    },
    {
      name: "public-entry",
      severity: "error",
      comment: "The public package is definitions and diagnostics; everything else has an entry of its own.",
      from: { path: "^src/index\\.ts$" },
      to: { path: "^src/", pathNot: "^src/(definitions|diagnostics)/" },
    },
    {
      name: "cdktf-in-one-room",
      severity: "error",
      comment: "A successor of cdktf must be one folder's work.",
      from: { path: "^(src|stacks)/", pathNot: "^src/terraform/" },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "known-rooms",
      severity: "error",
      comment: "A new room needs its line in ARROWS and in docs/architecture.md.",
      from: { path: "^src/[^/]+/", pathNot: `^src/(cli|${Object.keys(ARROWS).join("|")})/` },
      to: {},
    },
    {
      name: "no-unresolved",
      severity: "error",
      comment: "What cannot be found cannot be imported.",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
