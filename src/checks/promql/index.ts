import type { Check } from "../check.ts";
import { averages } from "./averages.ts";
import { conditions } from "./conditions.ts";
import { contradictions } from "./contradictions.ts";
import { counters } from "./counters.ts";
import { divisions } from "./divisions.ts";
import { type ExpressionCheck, onExpressions } from "./expression.ts";
import { knownAlerts } from "./known-alerts.ts";
import { knownBuckets } from "./known-buckets.ts";
import { knownLabels } from "./known-labels.ts";
import { knownMetrics } from "./known-metrics.ts";
import { knownValues } from "./known-values.ts";
import { lookback } from "./lookback.ts";
import { matching } from "./matching.ts";
import { moments } from "./moments.ts";
import { absences } from "./presence.ts";
import { quantiles } from "./quantiles.ts";
import { rateWindows } from "./rate-windows.ts";
import { rates } from "./rates.ts";
import { regexes } from "./regexes.ts";
import { sampleWindows } from "./sample-windows.ts";
import { stability } from "./stability.ts";
import { syntax, types } from "./syntax.ts";
import { templates } from "./templates.ts";
import { units } from "./units.ts";
import { versions } from "./versions.ts";
import { width } from "./width.ts";

const meaning: readonly ExpressionCheck[] = [
  absences,
  averages,
  conditions,
  contradictions,
  counters,
  divisions,
  knownAlerts,
  knownBuckets,
  knownLabels,
  knownMetrics,
  knownValues,
  lookback,
  matching,
  moments,
  quantiles,
  rateWindows,
  rates,
  regexes,
  sampleWindows,
  stability,
  templates,
  units,
  versions,
  width,
];

/** Checks of one expression, whoever wrote it. */
export const expressionChecks: readonly ExpressionCheck[] = [types, ...meaning];

/** Checks of every expression that users write, whatever it is written in. */
export const promqlChecks: readonly Check[] = [syntax, ...meaning.map(onExpressions)];
