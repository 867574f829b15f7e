import { COMMON_LABELS, labelOfField } from "../definitions/log-labels.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { type LineCondition, lineConditions } from "../query/logql/index.ts";
import { runsIn } from "../workspace/index.ts";
import type { Check } from "./check.ts";
import { logQueries } from "./log-queries.ts";

/** Labels that the collector does not compare: a list of breaks is no text. */
const NOT_COMPARED = new Set(["crowsnest_contract_breaks"]);

/**
 * Where logs are kept in Elasticsearch, the collector counts the lines of SLOs as they pass: their queries are
 * conditions on one line, on what the contract names.
 */
export const countableLines: Check = ({ environments, services }) => {
  const kept = environments.filter(({ value }) => value.settings.logs?.kind === "elk");
  return services.flatMap((service): readonly Diagnostic[] => {
    const { logs, slos } = service.value;
    const place = kept.find(({ value }) => runsIn(service.value, value.name));
    if (logs === undefined || place === undefined) {
      return [];
    }
    const fields = new Set(Object.keys(logs.fields).map(labelOfField));
    const found = (at: Pick<Diagnostic, "path" | "source">, what: string, hint: string) =>
      diagnostic("lines-not-countable", {
        ...at,
        message: `${what} is Loki's alone, and "${place.value.name}" keeps logs in Elasticsearch`,
        hint,
      });
    return [
      ...logQueries(service).flatMap(({ pipeline, place: at }) => {
        const { beyond, condition } = lineConditions(pipeline);
        return [
          ...beyond.map((what) => found(at, what, CONDITIONS)),
          ...labelsOf(condition)
            .filter(
              (label) =>
                NOT_COMPARED.has(label) || (!fields.has(label) && !Object.hasOwn(COMMON_LABELS, label)),
            )
            .map((label) =>
              found(
                at,
                `the label "${label}", which the log contract does not name,`,
                `Declare it in \`fields\` of the service's logs.`,
              ),
            ),
        ];
      }),
      ...slos.flatMap(({ by = [], sli }, index) =>
        (sli.kind === "logEvents" ? by : [])
          .filter((label) => !fields.has(label))
          .map((label) =>
            found(
              service.at("slos", index, "sli", "total"),
              `a budget by "${label}"`,
              "Group by fields of the contract, or have one SLO for each.",
            ),
          ),
      ),
    ];
  });
};

const CONDITIONS =
  'Write conditions on the line and on fields of its contract, such as `| outcome="lost"` or `|= "timeout"`.';

function labelsOf(condition: LineCondition): readonly string[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(labelsOf);
    case "label":
      return [condition.label];
    case "text":
      return [];
  }
}
