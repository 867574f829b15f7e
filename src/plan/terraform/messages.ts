import type { PlanDiagnostic, ResourceChange, StepName } from "../result.ts";

/** What Terraform's machine-readable output says. */
export interface TerraformSays {
  readonly diagnostics: readonly PlanDiagnostic[];
  readonly changes: { readonly add: number; readonly change: number; readonly destroy: number } | null;
  readonly resources: readonly ResourceChange[];
}

interface RawDiagnostic {
  readonly address?: string;
  readonly detail?: string;
  readonly range?: {
    readonly filename?: string;
    readonly start?: { readonly line?: number; readonly column?: number };
  };
  readonly severity?: string;
  readonly snippet?: { readonly context?: string | null };
  readonly summary?: string;
}

interface RawMessage {
  readonly change?: { readonly action?: string; readonly resource?: { readonly addr?: string } };
  readonly changes?: { readonly add?: number; readonly change?: number; readonly remove?: number };
  readonly diagnostic?: RawDiagnostic;
  readonly type?: string;
}

/** Reads the lines of `terraform … -json`; other lines (some versions print a few) are passed over. */
export function parseMessages(stdout: string, step: StepName): TerraformSays {
  const messages = stdout.split("\n").flatMap(parseLine);
  const summary = messages.findLast(({ type }) => type === "change_summary")?.changes;
  const { add = 0, change = 0, remove = 0 } = summary ?? {};
  return {
    diagnostics: messages.flatMap(({ diagnostic }) =>
      diagnostic === undefined || isPreface(diagnostic) ? [] : [planDiagnostic(diagnostic, step)],
    ),
    changes: summary === undefined ? null : { add, change, destroy: remove },
    resources: messages.filter(({ type }) => type === "planned_change").flatMap(resourceChange),
  };
}

/** Reads the one document of `terraform validate -json`. */
export function parseValidation(stdout: string): readonly PlanDiagnostic[] {
  const document = parseLine(stdout)[0] as { readonly diagnostics?: readonly RawDiagnostic[] } | undefined;
  return (document?.diagnostics ?? []).map((raw) => planDiagnostic(raw, "validate"));
}

/** `terraform init` says after the real errors that there were some. */
function isPreface({ detail, summary }: RawDiagnostic): boolean {
  return !detail && summary?.startsWith("Terraform encountered problems during initialisation") === true;
}

function parseLine(line: string): readonly RawMessage[] {
  if (!line.trimStart().startsWith("{")) return [];
  try {
    return [JSON.parse(line) as RawMessage];
  } catch {
    return [];
  }
}

function planDiagnostic(raw: RawDiagnostic, step: StepName): PlanDiagnostic {
  const { filename, start } = raw.range ?? {};
  return {
    address: raw.address ?? addressOf(raw.snippet?.context),
    detail: raw.detail ?? "",
    range:
      filename === undefined ? null : { column: start?.column ?? 1, file: filename, line: start?.line ?? 1 },
    severity: raw.severity === "warning" ? "warning" : "error",
    step,
    summary: raw.summary ?? "",
  };
}

/** `resource.grafana_folder.team`, as the snippet of a JSON file has it, is the address `grafana_folder.team`. */
function addressOf(context: string | null | undefined): string | null {
  const parts = context?.match(/^(resource|data)[ .]"?([\w-]+)"?[ .]"?([\w-]+)"?/);
  if (parts === null || parts === undefined) return null;
  const [, kind, type, name] = parts;
  return kind === "data" ? `data.${type}.${name}` : `${type}.${name}`;
}

const ACTIONS = ["create", "delete", "no-op", "read", "replace", "update", "forget"] as const;

function resourceChange({ change }: RawMessage): readonly ResourceChange[] {
  const action = ACTIONS.find((known) => known === change?.action);
  const address = change?.resource?.addr;
  return action === undefined || address === undefined ? [] : [{ action, address }];
}
