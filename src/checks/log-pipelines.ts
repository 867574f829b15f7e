import { diagnostic } from "../diagnostics/index.ts";
import { parseLogql } from "../query/logql/index.ts";
import type { Check } from "./check.ts";
import { logQueries } from "./log-queries.ts";

/** A stream to put a pipeline behind; the real selector is the service's own. */
const STREAM = '{service_name="x"} ';

/** Pipelines of SLOs and alerts on logs are ones that Loki reads. */
export const logPipelines: Check = ({ services }) =>
  services.flatMap((service) =>
    logQueries(service).flatMap(({ pipeline, place }) =>
      parseLogql(`${STREAM}${pipeline}`).problems.map(({ message, from }) =>
        diagnostic("invalid-logql", {
          ...place,
          message: `${message} (column ${Math.max(1, from - STREAM.length + 1)}): ${pipeline}`,
          hint: 'Write a pipeline such as `| outcome="lost"`.',
        }),
      ),
    ),
  );
