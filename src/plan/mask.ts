/** What takes the place of a value that nobody may read. */
export const MASKED = "(sensitive value)";

interface Change {
  readonly after?: unknown;
  readonly after_sensitive?: unknown;
  readonly before?: unknown;
  readonly before_sensitive?: unknown;
}

// `variables`, `configuration`, `prior_state` and `planned_values` repeat values without saying which are sensitive,
// or say it elsewhere; whoever reviews a plan reads its changes.
const KEPT = ["format_version", "terraform_version", "applyable", "complete", "errored", "checks"] as const;

/**
 * The changes of a plan (`terraform show -json`) without a sensitive value: Terraform prints those in plain text
 * and only marks their paths.
 */
export function maskPlan(plan: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const masked: Record<string, unknown> = {};
  for (const key of KEPT) if (key in plan) masked[key] = plan[key];
  for (const key of ["resource_changes", "resource_drift"]) {
    const changes = plan[key] as readonly { readonly change?: Change }[] | undefined;
    if (changes !== undefined) {
      masked[key] = changes.map((entry) => ({ ...entry, change: maskChange(entry.change ?? {}) }));
    }
  }
  const outputs = plan.output_changes as Readonly<Record<string, Change>> | undefined;
  if (outputs !== undefined) {
    masked.output_changes = Object.fromEntries(
      Object.entries(outputs).map(([name, change]) => [name, maskChange(change)]),
    );
  }
  return masked;
}

function maskChange(change: Change): Change {
  return {
    ...change,
    ...("before" in change && { before: maskMarked(change.before, change.before_sensitive) }),
    ...("after" in change && { after: maskMarked(change.after, change.after_sensitive) }),
  };
}

/** A mark is `true` for a value and all within it, or has the shape of the value down to its marks. */
function maskMarked(value: unknown, mark: unknown): unknown {
  if (mark === true) return value === null ? null : MASKED;
  if (Array.isArray(value) && Array.isArray(mark)) {
    return value.map((item, index) => maskMarked(item, mark[index]));
  }
  if (isRecord(value) && isRecord(mark)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskMarked(item, mark[key])]));
  }
  return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
