import { z } from "zod";
import { nameSchema, textSchema } from "./common.ts";
import { located } from "./source.ts";

/** A schema for {@link DashboardFile}, once the workspace has read the file. */
export const dashboardFileSchema = z.strictObject({
  kind: z.literal("dashboardFile"),
  name: nameSchema,
  path: textSchema,
  inputs: z.record(z.string(), z.string()).default({}),
  content: z.record(z.string(), z.unknown()),
});

/** A dashboard that somebody made in Grafana, beside those that Crowsnest makes. */
export interface DashboardFile {
  readonly kind: "dashboardFile";
  readonly name: string;
  readonly path: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** What {@link dashboardFile} takes beside the path. */
export interface DashboardFileOptions {
  /** Stable name, unique in the workspace. Default: the file's name in lower case. */
  readonly name?: string;
  /**
   * What stands for the inputs of a dashboard that was exported to be shared (`__inputs`), such as
   * `{ VAR_CLUSTER: "eu" }`. Default: the platform's data sources, and what the file says of constants.
   */
  readonly inputs?: Readonly<Record<string, string>>;
}

/**
 * An existing dashboard as Grafana exports it: JSON in the classic schema, or in v2. It goes into the folder of its
 * team, and its queries are checked against the metrics that the workspace declares.
 *
 * @param path below the folder of the file that calls `defineWorkspace`
 * @example dashboardFile("dashboards/queue.json")
 */
export function dashboardFile(path: string, options: DashboardFileOptions = {}): DashboardFile {
  const { name = nameOf(path), ...rest } = options;
  return located<DashboardFile>({ kind: "dashboardFile", name, path, ...rest }, dashboardFile);
}

// What is no text (plain JavaScript, a cast) is left for the schema to refuse.
function nameOf(path: unknown): string {
  return String(path)
    .replace(/^.*[/\\]/, "")
    .replace(/\.json$/i, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 50)
    .replace(/-$/, "");
}
