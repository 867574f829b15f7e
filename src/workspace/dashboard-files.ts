import { relocated, sourceOf } from "../definitions/source.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { isRecord } from "./is-record.ts";
import type { RawDefinition } from "./raw-definition.ts";
import { messageOf } from "./thrown.ts";
import { type FileProblem, readWorkspaceFile } from "./workspace-file.ts";

/** A dashboard of this size is a mistake; Grafana's own largest are a tenth of it. */
const LARGEST_BYTES = 1_000_000;
/** Levels of a file; Grafana's own have some twenty. Whatever reads it walks it by recursion. */
const MOST_LEVELS = 200;

/**
 * Reads the dashboard files that a service or a team names, so that everything after works on data alone. What
 * cannot be read becomes a diagnostic and is left out.
 *
 * @param root folder of the workspace; no file outside of it is ever read
 */
export function withDashboardFiles(
  owner: RawDefinition,
  path: string,
  root: string | undefined,
  diagnostics: Diagnostic[],
): RawDefinition {
  const { dashboards } = owner;
  if (!Array.isArray(dashboards)) {
    return owner;
  }
  const read = dashboards.flatMap((item: unknown, index): unknown[] => {
    if (!isRecord(item) || item.kind !== "dashboardFile" || typeof item.path !== "string") {
      const hint = 'Write `dashboardFile("dashboards/queue.json")`.';
      const source = sourceOf(item) ?? sourceOf(owner);
      const place = { path: `${path}.dashboards[${index}]`, source };
      diagnostics.push(diagnostic("invalid-value", { ...place, message: "not a dashboard file", hint }));
      return [];
    }
    const result = readDashboard(root, item.path);
    if ("content" in result) {
      return [relocated({ ...item, content: result.content }, item)];
    }
    const name = typeof item.name === "string" ? item.name : "?";
    const source = sourceOf(item) ?? sourceOf(owner);
    diagnostics.push(
      diagnostic("unreadable-dashboard", { path: `${path}.dashboards.${name}`, ...result, source }),
    );
    return [];
  });
  return relocated({ ...owner, dashboards: read }, owner);
}

function readDashboard(
  root: string | undefined,
  path: string,
): FileProblem | { readonly content: RawDefinition } {
  const file = readWorkspaceFile(root, path, {
    largestBytes: LARGEST_BYTES,
    tooLarge: { than: "a dashboard can have", hint: "Export the dashboard without its data, or split it." },
  });
  if (!("text" in file)) {
    return file;
  }
  try {
    const content: unknown = JSON.parse(file.text);
    if (isDeeperThan(content, MOST_LEVELS)) {
      const hint = "Export the dashboard from Grafana as it is.";
      return { message: `${path} is nested deeper than ${MOST_LEVELS} levels`, hint };
    }
    return isRecord(content) && !Array.isArray(content) ? { content } : notADashboard(path);
  } catch (error) {
    return {
      message: `${path} is no JSON: ${messageOf(error)}`,
      hint: "Export the dashboard from Grafana as JSON.",
    };
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)))
  );
}

function notADashboard(path: string): FileProblem {
  return {
    message: `${path} holds no dashboard`,
    hint: "Export it from Grafana as JSON: an object with `panels`, or with `elements` in the v2 schema.",
  };
}
