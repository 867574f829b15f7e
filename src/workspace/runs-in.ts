import type { ParsedService } from "./draft.ts";

/** Whether a service runs in an environment: in all of them, unless it says in which. */
export function runsIn({ environments }: Pick<ParsedService, "environments">, environment: string): boolean {
  return environments?.includes(environment) ?? true;
}
