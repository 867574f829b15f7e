import { type Diagnostic, type DiagnosticCode, diagnostic } from "../../diagnostics/index.ts";
import type { ImportedDashboard } from "../../imported/index.ts";
import type { Draft } from "../../workspace/index.ts";
import type { Expression } from "../promql/expression.ts";

/** A file that a team or a service names. */
interface DashboardFile {
  readonly content: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, string>>;
  /** Where in the workspace it is named, with what in it is meant. */
  place(more: readonly string[]): Pick<Diagnostic, "path" | "source">;
  /** A diagnostic about it. */
  find(
    code: DiagnosticCode,
    more: readonly string[],
    words: { readonly message: string; readonly hint: string },
  ): Diagnostic;
}

/** A dashboard with what is needed to check it. */
export interface DashboardUnderCheck extends DashboardFile, Pick<Expression, "draft" | "scope" | "shapeOf"> {
  readonly dashboard: ImportedDashboard;
}

/** Every dashboard file of a workspace. */
export function dashboardsOf({ teams, services }: Draft): readonly DashboardFile[] {
  return [...teams, ...services].flatMap((owner) =>
    (owner.value.dashboards ?? []).map(({ content, inputs }, index): DashboardFile => {
      const place = (more: readonly string[]) => {
        const { path, source } = owner.at("dashboards", index);
        return { path: [path, ...more].join("."), source };
      };
      return {
        content,
        inputs,
        place,
        find: (code, more, words) => diagnostic(code, { ...place(more), ...words }),
      };
    }),
  );
}

/** What a panel is called in a diagnostic's path. */
export function panelName({ title, id }: { readonly title: string; readonly id: unknown }): string {
  return `panels[${JSON.stringify(title === "" ? id : title)}]`;
}
