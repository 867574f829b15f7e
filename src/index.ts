/**
 * Crowsnest: declare teams, services, SLOs and alert policies; get the whole observability stack as Terraform.
 *
 * @module
 */
export * from "./definitions/index.ts";
export type { Diagnostic, DiagnosticCode, DiagnosticSeverity, SourceLocation } from "./diagnostics/index.ts";
