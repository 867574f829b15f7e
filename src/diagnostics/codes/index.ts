import { alertsCodes } from "./alerts.ts";
import { coverageCodes } from "./coverage.ts";
import { dashboardsCodes } from "./dashboards.ts";
import type { DiagnosticCodeInfo } from "./info.ts";
import { logsCodes } from "./logs.ts";
import { metricsCodes } from "./metrics.ts";
import { platformCodes } from "./platform.ts";
import { queriesCodes } from "./queries.ts";
import { referencesCodes } from "./references.ts";
import { seriesCodes } from "./series.ts";
import { slosCodes } from "./slos.ts";
import { workspaceCodes } from "./workspace.ts";

export type { DiagnosticCodeInfo, DiagnosticSeverity } from "./info.ts";

/** Every diagnostic Crowsnest can give, by its stable code. */
export const diagnosticCodes = {
  ...workspaceCodes,
  ...referencesCodes,
  ...metricsCodes,
  ...slosCodes,
  ...seriesCodes,
  ...queriesCodes,
  ...alertsCodes,
  ...coverageCodes,
  ...dashboardsCodes,
  ...logsCodes,
  ...platformCodes,
} as const satisfies Record<string, DiagnosticCodeInfo>;

/** A stable code of a diagnostic. */
export type DiagnosticCode = keyof typeof diagnosticCodes;
