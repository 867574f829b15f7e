const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Words that mean something else where a metric's name could stand. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "and or unless atan2 offset by without on ignoring group_left group_right bool inf nan start end " +
    "sum avg count min max group stddev stdvar topk bottomk count_values quantile limitk limit_ratio"
  ).split(" "),
);

/** Tells whether a metric's name can be written without quotes. */
export function isPlainMetric(name: string): boolean {
  return METRIC.test(name) && !KEYWORDS.has(name.toLowerCase());
}

/** Tells whether a label's name can be written without quotes. */
export function isPlainLabel(name: string): boolean {
  return LABEL.test(name);
}
