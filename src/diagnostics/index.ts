export { type DiagnosticCode, type DiagnosticCodeInfo, diagnosticCodes } from "./codes.ts";
export {
  type Diagnostic,
  type DiagnosticSeverity,
  diagnostic,
  hasErrors,
  type SourceLocation,
  sortDiagnostics,
} from "./diagnostic.ts";
export { nearest, suggest } from "./nearest.ts";
