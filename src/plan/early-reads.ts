import type { PlanDiagnostic } from "./result.ts";
import { created, type ShownPlan, textAt } from "./shown-plan.ts";

/**
 * Data of a Sentry project that is read while planning although the same plan makes the project: the stand-in
 * answers, and the real server would say that there is none. Terraform waits for a project that the data refers to,
 * and knows nothing of one that it only names.
 */
export function earlyReads(plan: ShownPlan): readonly PlanDiagnostic[] {
  const projects = new Map(
    created(plan)
      .filter(({ type }) => type === "sentry_project")
      .map(({ address, change }) => [projectKey(change.after, "slug"), address]),
  );
  return (plan.prior_state?.values?.root_module?.resources ?? [])
    .filter(({ mode, type }) => mode === "data" && type.startsWith("sentry_project_"))
    .flatMap(({ address, values }) => {
      const project = projects.get(projectKey(values, "project"));
      if (project === undefined) return [];
      const detail =
        `${project} makes the project, and nothing tells Terraform to wait for it. ` +
        `Refer to \${${project}.slug} in place of the slug itself.`;
      return [
        {
          address,
          detail,
          range: null,
          severity: "error",
          step: "plan",
          summary: "The data is read before its project exists",
        } as const,
      ];
    });
}

function projectKey(values: unknown, name: string): string {
  return `${textAt(values, "organization")}/${textAt(values, name)}`;
}
