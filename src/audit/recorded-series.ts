import type { EnvironmentArtifacts } from "../artifacts/index.ts";
import { sliText } from "../definitions/sli.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { type ParsedService, runsIn } from "../workspace/index.ts";
import type { Audit, Made } from "./audit.ts";

/** Names of what rules of SLOs record. */
const RECORD = /(?<![\w:])slo:[\w:]+/g;

/** What users read of SLOs by its name is recorded where they read it: which series there are, only rules tell. */
export const recordedSeries: Audit = (made) => {
  const texts = textsOf(made);
  if (texts.length === 0) {
    return [];
  }
  const recorded = made.artifacts.environments.map((environment) => ({
    environment: environment.environment,
    records: recordsOf(environment),
  }));
  return texts.flatMap(({ place, service, text }) =>
    [...new Set(text.match(RECORD))].flatMap((name): readonly Diagnostic[] => {
      const lacking = recorded.filter(
        ({ environment, records }) => runsIn(service, environment) && !records.has(name),
      );
      const [first] = lacking;
      if (first === undefined) {
        return [];
      }
      const places = lacking.map(({ environment }) => `"${environment}"`).join(", ");
      const message = `no rule records the series "${name}" in ${places}`;
      return [
        diagnostic("unknown-recording-rule", { ...place(), message, hint: suggest(name, first.records) }),
      ];
    }),
  );
};

/** Names of series that rules of SLOs record in an environment. */
function recordsOf({ teams }: EnvironmentArtifacts): ReadonlySet<string> {
  const files = teams.flatMap(({ logRules, prometheusRules }) => [
    ...prometheusRules,
    ...(logRules === null ? [] : [logRules]),
  ]);
  const rules = files.flatMap(({ groups }) => groups.flatMap((group) => group.rules));
  return new Set(
    rules.flatMap((rule) => ("record" in rule && rule.record.startsWith("slo:") ? [rule.record] : [])),
  );
}

interface Text {
  readonly service: ParsedService;
  readonly text: string;
  place(): Pick<Diagnostic, "path" | "source">;
}

function textsOf({ draft }: Made): readonly Text[] {
  return draft.services.flatMap((service) => {
    const { alerts, rows, slos } = service.value;
    const all = [
      ...slos.map(({ sli }, index) => ({
        text: sliText(sli) ?? "",
        place: () => service.at("slos", index),
      })),
      ...alerts.map(({ when }, index) => ({
        text: "promql" in when ? when.promql : "",
        place: () => service.at("alerts", index),
      })),
      ...rows.flatMap(({ panels }, row) =>
        panels.flatMap(({ of }, panel) =>
          Object.values(of).map((query) => ({
            text: "promql" in query ? query.promql : "",
            place: () => service.at("rows", row, "panels", panel),
          })),
        ),
      ),
    ];
    return all
      .filter(({ text }) => text.includes("slo:"))
      .map((item) => ({ ...item, service: service.value }));
  });
}
