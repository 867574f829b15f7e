import { sliText } from "../definitions/sli.ts";
import { type Diagnostic, diagnostic, suggest } from "../diagnostics/index.ts";
import { runsIn } from "../workspace/index.ts";
import type { Audit, Made } from "./audit.ts";

/** Names of what rules of SLOs record. */
const RECORD = /(?<![\w:])slo:[\w:]+/g;

/** What users read of SLOs by its name is recorded where they read it: which series there are, only rules tell. */
export const recordedSeries: Audit = (made) => {
  const texts = textsOf(made);
  return texts.length === 0
    ? []
    : made.artifacts.environments.flatMap((environment) => {
        const rules = environment.teams.flatMap(({ logRules, prometheusRules }) =>
          [...prometheusRules, ...(logRules === null ? [] : [logRules])].flatMap(({ groups }) =>
            groups.flatMap((group) => group.rules),
          ),
        );
        const records = new Set(rules.flatMap((rule) => ("record" in rule ? [rule.record] : [])));
        return texts
          .filter(({ service }) => runsIn(service, environment.environment))
          .flatMap(({ place, text }) =>
            [...new Set(text.match(RECORD))]
              .filter((name) => !records.has(name))
              .map((name): Diagnostic => {
                const message = `no rule records the series "${name}" in "${environment.environment}"`;
                return diagnostic("unknown-recording-rule", {
                  ...place(),
                  message,
                  hint: suggest(name, records),
                });
              }),
          );
      });
};

interface Text {
  readonly service: Made["draft"]["services"][number]["value"];
  readonly text: string;
  place(): ReturnType<Made["draft"]["services"][number]["at"]>;
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
