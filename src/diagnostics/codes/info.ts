/** How bad a diagnostic is; an `error` forbids going on. */
export type DiagnosticSeverity = "error" | "warning" | "info";

/** What a code means; `docs/diagnostics/` is generated from this. */
export interface DiagnosticCodeInfo {
  readonly severity: DiagnosticSeverity;
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** A definition that gives the diagnostic, and one that does not. */
  readonly wrong: string;
  readonly right: string;
}

/** A mistake that forbids going on. */
export function error(info: Omit<DiagnosticCodeInfo, "severity">): DiagnosticCodeInfo {
  return { severity: "error", ...info };
}

/** A mistake that one can live with for a while. */
export function warning(info: Omit<DiagnosticCodeInfo, "severity">): DiagnosticCodeInfo {
  return { severity: "warning", ...info };
}
