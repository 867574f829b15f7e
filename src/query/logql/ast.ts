import type { Duration, Matcher } from "../promql/index.ts";

/** How a line filter compares: contains, contains not, matches, matches not, fits a pattern, fits it not. */
export type LineFilterOperator = "|=" | "!=" | "|~" | "!~" | "|>" | "!>";

/** Keeps lines by what is in them; one of the values is enough. */
export interface LineFilter {
  readonly kind: "lineFilter";
  readonly operator: LineFilterOperator;
  readonly values: readonly string[];
}

/** Makes labels of what is in a line. */
export interface Parser {
  readonly kind: "parser";
  readonly name: "json" | "logfmt" | "pattern" | "regexp" | "unpack";
  /** Pattern or regular expression. */
  readonly argument?: string;
  /** The labels to make, by where they are found; all of them when there is none. */
  readonly labels?: readonly { readonly label: string; readonly from?: string }[];
}

/** A comparison of a label; numbers, durations and sizes are kept as they are written. */
export interface LabelComparison {
  readonly kind: "comparison";
  readonly label: string;
  readonly operator: string;
  readonly value: { readonly text: string } | { readonly literal: string };
}

/** Keeps lines by their labels. */
export type LabelFilter =
  | LabelComparison
  | { readonly kind: "and" | "or"; readonly left: LabelFilter; readonly right: LabelFilter };

/** One step of a pipeline. */
export type Stage =
  | LineFilter
  | Parser
  | { readonly kind: "labelFilter"; readonly filter: LabelFilter }
  | { readonly kind: "lineFormat"; readonly template: string }
  | {
      readonly kind: "labelFormat";
      readonly formats: readonly ({ readonly label: string } & (
        | { readonly from: string }
        | { readonly template: string }
      ))[];
    }
  | { readonly kind: "drop" | "keep"; readonly labels: readonly string[] }
  | { readonly kind: "decolorize" }
  | { readonly kind: "unwrap"; readonly label: string; readonly conversion?: string };

/** Lines of the streams that matchers select. */
export interface LogLines {
  readonly kind: "lines";
  readonly matchers: readonly Matcher[];
  readonly stages: readonly Stage[];
}

/** Lines counted or measured over a range: `rate({…}[5m])`. */
export interface RangeAggregation {
  readonly kind: "rangeAggregation";
  readonly operator: string;
  readonly parameter?: string;
  readonly lines: LogLines;
  readonly range: Duration;
  readonly offset?: Duration;
  readonly by?: readonly string[];
  readonly without?: readonly string[];
}

/** An aggregation such as `sum by (level) (…)`. */
export interface LogAggregation {
  readonly kind: "aggregation";
  readonly operator: string;
  readonly parameter?: string;
  readonly expr: LogMetric;
  readonly by?: readonly string[];
  readonly without?: readonly string[];
}

/** What gives numbers. */
export type LogMetric =
  | RangeAggregation
  | LogAggregation
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: LogMetric;
      readonly right: LogMetric;
    }
  | { readonly kind: "number"; readonly text: string };

/** A LogQL expression as plain, readonly data. */
export type LogqlExpr = LogLines | LogMetric;
