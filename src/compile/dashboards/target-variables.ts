import { printMatchers } from "../../query/promql/index.ts";
import type { ServiceContext } from "./context.ts";
import type { Variable } from "./model.ts";

/** The choice of jobs and instances of a service, each narrowed by the one before. */
export function targetVariables({ identity }: Pick<ServiceContext, "identity">): readonly Variable[] {
  const targets = printMatchers(identity);
  const targetsOfJob = printMatchers([...identity, { label: "job", operator: "=~", value: "$job" }]);
  return [
    { kind: "query", name: "job", label: "Job", query: `label_values(up${targets}, job)` },
    {
      kind: "query",
      name: "instance",
      label: "Instance",
      query: `label_values(up${targetsOfJob}, instance)`,
    },
  ];
}
