import fc from "fast-check";
import { expect, test } from "vitest";
import { stacksOf } from "../support/stack.ts";
import { artifactsOf, environmentArtifacts, teamArtifacts } from "../support/terraform.ts";

/** Every reference that a stack holds; nothing else in it may be a template. */
const OURS =
  /^\$\{(grafana_folder|sentry_(team|project|key|metric_monitor)|data\.sentry_project_error_monitor)\.[\w-]+\.(uid|slug|id|internal_id|dsn\["public"\])\}$|^\$\{parseint\(substr\(sha256\(sentry_key\.[\w-]+\.id\), 0, 12\), 16\)\}$/;

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "${",
        "%{",
        "$",
        "%",
        "{",
        "}",
        "$${",
        "%%{",
        "~}",
        '"',
        "\\",
        "\n",
        "${TfToken[TOKEN.0]}",
      ),
      fc.string({ maxLength: 3, unit: "grapheme" }),
    ),
    { maxLength: 8, minLength: 1 },
  )
  .map((parts) => parts.join(""));

function strings(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, item]) => [key, ...strings(item)])
    : [];
}

/** Whether Terraform would evaluate something in a text. */
function isTemplate(value: string): boolean {
  return /[$%]\{/.test(value.replaceAll("$${", " ").replaceAll("%%{", " "));
}

test("whatever people write, a stack's only templates are its own references", () => {
  fc.assert(
    fc.property(text, text, text, (one, two, three) => {
      const [project] = teamArtifacts().errors?.projects ?? [];
      const base = teamArtifacts();
      const team = teamArtifacts({
        dashboards: base.dashboards.map((dashboard) => ({
          ...dashboard,
          json: JSON.stringify({ [one]: two, title: three }),
          tags: [one],
          title: two,
        })),
        errors: base.errors && {
          ...base.errors,
          channel: { channel: one, channelId: two, integrationId: three, kind: "slack" },
          organization: two,
          projects:
            project === undefined
              ? []
              : [{ ...project, name: one, newIssueAlert: { frequencyMinutes: 60, name: three } }],
          team: { name: three, slug: "payments" },
        },
        folder: { title: one, uid: "payments" },
        logRules: base.logRules && {
          ...base.logRules,
          annotations: { [two]: three },
          fileName: one,
          labels: { [one]: two },
        },
        prometheusRules: base.prometheusRules.map((rules) => ({
          ...rules,
          groups: [{ name: one, rules: [{ expr: two, labels: { [three]: one }, record: two }] }],
          labels: { [one]: three },
        })),
      });
      const environment = environmentArtifacts({
        alerting: {
          config: { [one]: two },
          namespace: "monitoring",
          secretName: "alertmanager",
          templates: { [two]: three },
        },
        backend: { bucket: one, kind: "s3", prefix: "", region: two },
        cluster: { context: one, kind: "kubeconfig", path: two },
        grafanaUrl: three,
        sentry: { organization: two, url: one },
        teams: [team],
      });
      const found = Object.values(stacksOf(artifactsOf(environment))).flatMap(strings);
      const templates = found.filter(isTemplate);

      expect(templates.length).toBeGreaterThan(0);
      expect(templates.filter((template) => !OURS.test(template))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
