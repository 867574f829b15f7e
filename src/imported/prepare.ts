import type { ImportedDashboard } from "./dashboard.ts";
import { text, type Unknown } from "./json.ts";
import { withDashboardUids } from "./links.ts";

/** Where a dashboard goes and what stands for its inputs. */
export interface Destination {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly inputs: Readonly<Record<string, string>>;
  /** Uids that dashboards of the workspace's files get, by those that they come with. */
  readonly dashboards?: ReadonlyMap<string, string>;
  /** Uids of the platform's data sources by their type. */
  readonly dataSources: Readonly<Record<string, string>>;
}

/** What Grafana writes about a dashboard in its own database, or only reads when a person imports one. */
const NOT_OURS: ReadonlySet<string> = new Set([
  "__elements",
  "__inputs",
  "__requires",
  "folderId",
  "folderUid",
  "gnetId",
  "id",
  "iteration",
  "version",
]);

/**
 * What stands for each input of a shared dashboard: what the definition says, else the platform's data source of
 * the type, else the file's own constant; `undefined` where nobody knows.
 */
export function inputValues(
  { inputs }: Pick<ImportedDashboard, "inputs">,
  { inputs: given, dataSources }: Pick<Destination, "inputs" | "dataSources">,
): ReadonlyMap<string, string | undefined> {
  return new Map(
    inputs.map((input) => {
      const name = text(input.name);
      const own = Object.hasOwn(given, name) ? given[name] : undefined;
      const plugin = text(input.pluginId);
      const source = Object.hasOwn(dataSources, plugin) ? dataSources[plugin] : undefined;
      return [name, own ?? (input.type === "datasource" ? source : text(input.value) || undefined)];
    }),
  );
}

/**
 * The dashboard as Terraform hands it to Grafana: its own uid, title and tags, nothing of another Grafana, and nobody
 * edits it there.
 */
export function preparedDashboard(dashboard: ImportedDashboard, destination: Destination): Unknown {
  const values = inputValues(dashboard, destination);
  const { dashboards = new Map(), tags, title, uid } = destination;
  const own = Object.entries(dashboard.body)
    .filter(([key]) => !NOT_OURS.has(key))
    .map(([key, value]) => [key, filled(value, values, dashboards)] as const);
  const ours = { editable: false, tags, title, ...(dashboard.schema === "classic" && { uid }) };
  return sorted({ ...Object.fromEntries(own), ...ours });
}

/** Puts in what stands for inputs and linked dashboards, and sorts keys so that the same dashboard is the same text. */
function filled(
  value: unknown,
  values: ReadonlyMap<string, string | undefined>,
  dashboards: ReadonlyMap<string, string>,
): unknown {
  if (typeof value === "string") {
    const whole = value.replace(/\$\{(\w+)\}/g, (input, name: string) => values.get(name) ?? input);
    return dashboards.size === 0 ? whole : withDashboardUids(whole, dashboards);
  }
  if (Array.isArray(value)) {
    return value.map((item) => filled(item, values, dashboards));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return sorted(
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, values, dashboards)])),
  );
}

function sorted(value: Unknown): Unknown {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
