export {
  type DiagnosticCode,
  type DiagnosticCodeInfo,
  type DiagnosticSeverity,
  diagnosticCodes,
} from "./codes/index.ts";
export { withoutCredentials } from "./credentials.ts";
export {
  type Diagnostic,
  diagnostic,
  hasErrors,
  type SourceLocation,
  sortDiagnostics,
} from "./diagnostic.ts";
export { nearest, suggest } from "./nearest.ts";
