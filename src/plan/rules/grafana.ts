import type { Value } from "../provider/value.ts";
import { type Broken, broken, jsonObject, type Rule, text } from "./rule.ts";

// Grafana's own check of a uid; https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
const UID = /^[a-zA-Z0-9_-]{1,40}$/;

export const grafanaRules: Readonly<Record<string, Rule>> = {
  grafana_dashboard: ({ config_json }) => dashboard(config_json),
  grafana_data_source: ({ json_data_encoded, secure_json_data_encoded, uid: given }) => [
    ...uid(given, ["uid"]),
    ...jsonObject(json_data_encoded, ["json_data_encoded"]),
    ...jsonObject(secure_json_data_encoded, ["secure_json_data_encoded"]),
  ],
  grafana_folder: ({ title, uid: given }) => [
    ...uid(given, ["uid"]),
    ...(title === "" ? broken(["title"], "Empty title", "Grafana takes no folder without a title.") : []),
  ],
};

function dashboard(value: Value | undefined): readonly Broken[] {
  const path = ["config_json"];
  const bad = jsonObject(value, path);
  const json = text(value);
  if (bad.length > 0 || json === undefined) return bad;
  const { title, uid: given } = JSON.parse(json) as { readonly title?: unknown; readonly uid?: unknown };
  return [
    ...(typeof title === "string" && title !== ""
      ? []
      : broken(path, "Invalid dashboard", "Grafana takes no dashboard without a title.")),
    ...(typeof given === "string" ? uid(given, path) : []),
  ];
}

function uid(value: Value | undefined, path: Broken["path"]): readonly Broken[] {
  const name = text(value);
  if (name === undefined || UID.test(name)) return [];
  return broken(path, "Invalid uid", `The uid "${name}" is not 1 to 40 letters, digits, "-" or "_".`);
}
