import { type PanelQuery, rateInterval } from "../definitions/index.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { variablesIn } from "../imported/index.ts";
import { childrenOf, type PromqlExpr } from "../query/promql/index.ts";
import type { Check } from "./check.ts";
import { RATE_OF_FIXED_WINDOW } from "./dashboard-files/conventions.ts";

/** Variables of a service's dashboard that a query written as text may read. */
const VARIABLES: ReadonlySet<string> = new Set(["job", "instance", "prometheus_datasource"]);

/** Panels that a service declares keep what the generated ones keep. */
export const panels: Check = ({ services }) =>
  services.flatMap((service) => {
    const seen = new Set<string>();
    return service.value.rows.flatMap(({ title: row, panels: ofRow }, rowIndex) =>
      ofRow.flatMap(({ title, of }, index): Diagnostic[] => {
        const place = service.at("rows", rowIndex, "panels", index);
        const key = JSON.stringify([row, title]);
        const isSecond = seen.has(key);
        seen.add(key);
        const queries = Object.values(of);
        const unknown = queries.flatMap((query) =>
          "promql" in query ? variablesIn(query.promql).filter((name) => !VARIABLES.has(name)) : [],
        );
        return [
          ...(isSecond
            ? [
                diagnostic("duplicate-name", {
                  ...place,
                  message: `another panel of the row "${row}" is called "${title}" too`,
                  hint: "Give one of them a title of its own.",
                }),
              ]
            : []),
          ...(queries.some(hasFixedRate)
            ? [
                diagnostic("dashboard-convention", {
                  ...place,
                  message: "a rate over a fixed window skips what lies between two points of a long graph",
                  hint: "Write rate(rateInterval), or [$__rate_interval] in text, which grows with the time that is shown.",
                }),
              ]
            : []),
          ...unknown.map((name) =>
            diagnostic("unknown-variable", {
              ...place,
              message: `the dashboard of a service has no variable "${name}"`,
              hint: `It has ${[...VARIABLES].join(", ")}, and Grafana's own such as $__rate_interval.`,
            }),
          ),
        ];
      }),
    );
  });

function hasFixedRate(query: PanelQuery): boolean {
  return "promql" in query ? RATE_OF_FIXED_WINDOW.test(query.promql) : isFixedRate(query.expr);
}

function isFixedRate(expr: PromqlExpr): boolean {
  const isFixed =
    expr.kind === "call" &&
    /^i?rate$/.test(expr.name) &&
    expr.args.some((arg) => arg.kind === "selector" && arg.range !== rateInterval);
  return isFixed || childrenOf(expr).some(isFixedRate);
}
