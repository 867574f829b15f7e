import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { parseLogql } from "../query/logql/index.ts";
import type { Check } from "./check.ts";

/** A stream to put a pipeline behind; the real selector is the service's own. */
const STREAM = '{service_name="x"} ';

/** Pipelines of SLOs on logs are ones that Loki reads. */
export const logPipelines: Check = ({ services }) =>
  services.flatMap((service) =>
    service.value.slos.flatMap(({ sli }, index): readonly Diagnostic[] =>
      sli.kind !== "logEvents"
        ? []
        : (["total", "bad"] as const).flatMap((key) =>
            parseLogql(`${STREAM}${sli[key]}`).problems.map(({ message, from }) =>
              diagnostic("invalid-logql", {
                ...service.at("slos", index, "sli", key),
                message: `${message} (column ${Math.max(1, from - STREAM.length + 1)}): ${sli[key]}`,
                hint: "Write a pipeline such as `| json | status >= 500`.",
              }),
            ),
          ),
    ),
  );
